// Every word of the interface, German and English. A key that only one of them has does not compile.

const de = {
  search: "Suchen: Namen, Beziehungen, Wörter der Belege", searchHint: "Taste /", filters: "Filter", legend: "Legende",
  graph: "Graph", table: "Tabelle", article: "Artikel", articles: "Artikel", path: "Weg finden", export: "Mitnehmen", print: "Faktenblatt drucken",
  theme: "Hell oder dunkel", languageSwitch: "English", help: "Hilfe", close: "Schließen", undo: "Rückgängig", redo: "Wiederholen",
  types: "Arten", status: "Aussagen", facts: "Tatsachen", claims: "Behauptungen", fact: "Tatsache", claim: "Behauptung",
  factsHint: "vom Artikel selbst behauptet", claimsHint: "Worte anderer, Verneintes, Gewolltes", positive: "bejaht", negative: "verneint",
  modality: "Modalität", none: "schlicht ausgesagt", wish: "Wunsch", demand: "Forderung", plan: "Plan", obligation: "Verpflichtung",
  possibility: "Möglichkeit", condition: "Bedingung",
  Person: "Person", Organization: "Organisation", Place: "Ort", Event: "Ereignis", Work: "Werk", Product: "Produkt", Group: "Gruppe", Thing: "Sache",
  relations: "Beziehungen", speakers: "Wer spricht", confidence: "Zuversicht mindestens", degree: "Verbindungen mindestens",
  size: "Größe nach", "size.degree": "Verbindungen", "size.pagerank": "PageRank", "size.betweenness": "Vermittlung", "size.mentions": "Erwähnungen",
  edgeLabels: "Kantentexte", "labels.off": "keine", "labels.selected": "der Auswahl", "labels.all": "alle",
  hulls: "Gruppen umranden", lonely: "Unverbundene zeigen", physics: "Bewegte Anordnung", fit: "Alles zeigen", zoomIn: "Vergrößern", zoomOut: "Verkleinern",
  reset: "Filter aufheben", all: "alle", more: "mehr zeigen", nothing: "Nichts gefunden", entities: "Entitäten", statements: "Aussagen",
  shown: "{0} von {1} Entitäten, {2} Verbindungen", grouped: "davon {0} in Gruppen zusammengefasst", hiddenBy: "{0} ausgeblendet",
  asserted: "Ausgesagt", claimedBy: "Behauptet von {0}", articleItself: "Der Artikel selbst, nicht als Tatsache", denied: "Verneint oder abgelehnt",
  saysHimself: "Sagt selbst", noStatements: "Keine Aussage nennt diese Entität.",
  alias: "auch", link: "Verweise", offices: "Ämter", mentions: "Erwähnungen im Text", mentionsIn: "{0} in „{1}“",
  focus: "Umgebung", expand: "Weiter", shrink: "Enger", unfocus: "Ganzer Graph", hide: "Ausblenden", pin: "Anheften", unpin: "Lösen",
  pathFrom: "Weg von hier", says: "laut {0}", on: "am {0}", inArticle: "Im Artikel zeigen", sentence: "Satz", speaker: "Sprecher", cue: "Redeverb",
  evidence: "Beleg", time: "Zeit", place: "Ort", confidenceOf: "Zuversicht {0} %", offsets: "Zeichen {0}–{1}", community: "Gruppe",
  communities: "Gruppen", members: "{0} Mitglieder", openCommunity: "Aufklappen", closeCommunity: "Zuklappen", openAll: "Alle aufklappen",
  closeAll: "Alle zuklappen", timeline: "Zeitleiste", eventTime: "Zeit des Geschehens", published: "Erscheinungstag", timelineHint: "Ziehen wählt einen Zeitraum",
  noTime: "{0} Aussagen ohne Zeit", clear: "Auswahl aufheben", from: "Von", to: "Bis", find: "Suchen", factsOnly: "nur Tatsachen",
  noPath: "Zwischen den beiden führt kein Weg.", steps: "{0} Schritte", step: "1 Schritt", noEntity: "Keine Entität heißt so.", pathHint: "Ein Weg zeigt einen Zusammenhang der Nachrichten, keine Ursache.",
  name: "Name", type: "Art", subject: "Subjekt", predicate: "Aussage", object: "Objekt", exportPng: "Bild (PNG)", exportSvg: "Zeichnung (SVG)",
  exportCsv: "Tabelle (CSV)", exportTurtle: "Turtle (RDF)", exportSparql: "SPARQL-Abfrage", copyLink: "Adresse kopieren", copied: "Kopiert",
  exportWhat: "Gilt für das, was zu sehen ist.", factSheet: "Faktenblatt", footnotes: "Belege", ofPage: "aus {0}", select: "Nichts ausgewählt",
  selectHint: "Wählen Sie einen Punkt oder eine Linie: Hier stehen dann die Aussagen mit ihren Belegen.", centralHere: "Im Mittelpunkt",
  overview: "Übersicht: {0} Gruppen. Doppelklick klappt eine auf.", emptyGraph: "In diesem Graphen ist noch nichts.", emptyView: "Die Filter lassen nichts übrig.",
  role: "als {0}", statementsBetween: "Zwischen {0} und {1}", kindOf: "gesagt über", quotedBy: "Zitat", fullText: "Text", textOf: "Text von", mentionsLegend: "Erwähnung", quoteLegend: "Zitat", timeLegend: "Zeit", evidenceLegend: "Aussage",
  keys: "Tasten", keySearch: "suchen", keyMove: "zum nächsten Nachbarn", keyOpen: "auswählen oder aufklappen", keyFocus: "Umgebung", keyHide: "ausblenden",
  keyPin: "anheften", keyUndo: "rückgängig", keyZoom: "vergrößern, verkleinern, alles", keyTable: "Graph, Tabelle, Artikel", keyPath: "Weg finden", keyEscape: "Auswahl aufheben",
  graphLabel: "Graph mit {0} Entitäten. Pfeiltasten gehen zu Nachbarn.", deniedMark: "verneint", tooltipStatements: "{0} Aussagen", tooltipStatement: "1 Aussage",
  intro: "Durchgezogen: der Artikel sagt es selbst. Gestrichelt: jemand behauptet es, oder es wird verneint oder nicht schlicht gesagt.", showMore: "{0} weitere", panel: "Einzelheiten", unknownDate: "ohne Datum", others: "Übrige", settings: "Ansicht", about: "geschrieben von kg {0}",
  weakHidden: "{0} schwächere Verbindungen zwischen Gruppen nicht gezeichnet",
  contradictions: "Widersprüche", atAGlance: "Auf einen Blick", only: "nur", exportJson: "Daten (JSON)", savedViews: "Gemerkte Ansichten", saveView: "Ansicht merken", forget: "Vergessen",
  mentionTies: "Nennungen im Wortlaut", mentionTiesHint: "Dünne Linien: ein Name, der nur in den Worten der Aussage steht", lonelyHidden: "{0} unverbundene nicht gezeigt",
  sheetIntro: "Ausgesagt: sagt der Artikel selbst. Behauptet: sagt jemand, den der Artikel wiedergibt.",
  keyDouble: "Doppelklick", keyDoubleDoes: "Umgebung zeigen, Gruppe aufklappen", keyShiftDrag: "Umschalt + Ziehen", keyShiftDragDoes: "nur zeigen, was im Rechteck liegt",
  keyShiftClick: "Umschalt + Klick", keyShiftClickDoes: "Weg vom Gewählten dorthin",
  is: "ist", statusHead: "Geltung",
  moreEvidence: "weitere Belege: {0}", inArticles: "in {0} Artikeln",
  selectStatement: "Aussage", total: "insgesamt",
};

const en: Record<keyof typeof de, string> = {
  search: "Search names, relations, words of the passages", searchHint: "press /", filters: "Filters", legend: "Legend",
  graph: "Graph", table: "Table", article: "Article", articles: "Articles", path: "Find a path", export: "Take away", print: "Print fact sheet",
  theme: "Light or dark", languageSwitch: "Deutsch", help: "Help", close: "Close", undo: "Undo", redo: "Redo",
  types: "Types", status: "Statements", facts: "Facts", claims: "Claims", fact: "fact", claim: "claim",
  factsHint: "asserted by the article itself", claimsHint: "words of others, denied, wanted", positive: "affirmed", negative: "denied",
  modality: "Modality", none: "plainly said", wish: "wish", demand: "demand", plan: "plan", obligation: "obligation",
  possibility: "possibility", condition: "condition",
  Person: "Person", Organization: "Organization", Place: "Place", Event: "Event", Work: "Work", Product: "Product", Group: "Group", Thing: "Thing",
  relations: "Relations", speakers: "Who speaks", confidence: "Confidence at least", degree: "Ties at least",
  size: "Size by", "size.degree": "ties", "size.pagerank": "PageRank", "size.betweenness": "betweenness", "size.mentions": "mentions",
  edgeLabels: "Edge labels", "labels.off": "none", "labels.selected": "of the selection", "labels.all": "all",
  hulls: "Outline communities", lonely: "Show unconnected", physics: "Moving layout", fit: "Show all", zoomIn: "Zoom in", zoomOut: "Zoom out",
  reset: "Clear filters", all: "all", more: "show more", nothing: "Nothing found", entities: "Entities", statements: "Statements",
  shown: "{0} of {1} entities, {2} ties", grouped: "{0} of them folded into communities", hiddenBy: "{0} hidden",
  asserted: "Asserted", claimedBy: "Claimed by {0}", articleItself: "The article itself, not as a fact", denied: "Denied or rejected",
  saysHimself: "Says", noStatements: "No statement names this entity.",
  alias: "also", link: "Links", offices: "Offices", mentions: "Mentions in the text", mentionsIn: "{0} in “{1}”",
  focus: "Neighbourhood", expand: "Wider", shrink: "Closer", unfocus: "Whole graph", hide: "Hide", pin: "Pin", unpin: "Unpin",
  pathFrom: "Path from here", says: "says {0}", on: "on {0}", inArticle: "Show in the article", sentence: "Sentence", speaker: "speaker", cue: "cue",
  evidence: "evidence", time: "Time", place: "Place", confidenceOf: "confidence {0} %", offsets: "characters {0}–{1}", community: "Community",
  communities: "Communities", members: "{0} members", openCommunity: "Expand", closeCommunity: "Collapse", openAll: "Expand all",
  closeAll: "Collapse all", timeline: "Timeline", eventTime: "Time of the event", published: "Day of publication", timelineHint: "Drag to choose a period",
  noTime: "{0} statements without a time", clear: "Clear selection", from: "From", to: "To", find: "Find", factsOnly: "facts only",
  noPath: "No path connects the two.", steps: "{0} steps", step: "1 step", noEntity: "No entity is called so.", pathHint: "A path shows a connection in the news, not a cause.",
  name: "Name", type: "Type", subject: "Subject", predicate: "Statement", object: "Object", exportPng: "Picture (PNG)", exportSvg: "Drawing (SVG)",
  exportCsv: "Table (CSV)", exportTurtle: "Turtle (RDF)", exportSparql: "SPARQL query", copyLink: "Copy address", copied: "Copied",
  exportWhat: "Holds for what can be seen.", factSheet: "Fact sheet", footnotes: "Evidence", ofPage: "from {0}", select: "Nothing selected",
  selectHint: "Choose a point or a line: its statements and their passages appear here.", centralHere: "At the centre",
  overview: "Overview: {0} communities. Double-click expands one.", emptyGraph: "There is nothing in this graph yet.", emptyView: "The filters leave nothing.",
  role: "as {0}", statementsBetween: "Between {0} and {1}", kindOf: "speaks about", quotedBy: "Quotation", fullText: "Text", textOf: "Text of", mentionsLegend: "mention", quoteLegend: "quotation", timeLegend: "time", evidenceLegend: "statement",
  keys: "Keys", keySearch: "search", keyMove: "to the next neighbour", keyOpen: "select or expand", keyFocus: "neighbourhood", keyHide: "hide",
  keyPin: "pin", keyUndo: "undo", keyZoom: "zoom in, out, show all", keyTable: "graph, table, article", keyPath: "find a path", keyEscape: "clear selection",
  graphLabel: "Graph of {0} entities. Arrow keys go to neighbours.", deniedMark: "denied", tooltipStatements: "{0} statements", tooltipStatement: "1 statement",
  intro: "Solid: the article says so itself. Dashed: somebody claims it, or it is denied or not plainly said.", showMore: "{0} more", panel: "Details", unknownDate: "no date", others: "Others", settings: "View", about: "written by kg {0}",
  weakHidden: "{0} weaker ties between communities not drawn",
  contradictions: "Contradictions", atAGlance: "At a glance", only: "only", exportJson: "Data (JSON)", savedViews: "Saved views", saveView: "Save this view", forget: "Forget",
  mentionTies: "Names within the words", mentionTiesHint: "Thin lines: a name that stands only in the words of the statement", lonelyHidden: "{0} unconnected not shown",
  sheetIntro: "Asserted: the article says so itself. Claimed: said by somebody whom the article quotes.",
  keyDouble: "Double click", keyDoubleDoes: "show the neighbourhood, expand a community", keyShiftDrag: "Shift + drag", keyShiftDragDoes: "show only what is in the rectangle",
  keyShiftClick: "Shift + click", keyShiftClickDoes: "path from the selection to there",
  is: "is", statusHead: "Status",
  moreEvidence: "more passages: {0}", inArticles: "in {0} articles",
  selectStatement: "Statement", total: "in total",
};

export type Key = keyof typeof de;
export type Language = "de" | "en";
const words: Record<Language, Record<Key, string>> = { de, en };

let language: Language = "de";

export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}

export function getLanguage(): Language {
  return language;
}

export function t(key: Key, ...values: (string | number)[]): string {
  return words[language][key].replace(/\{(\d)\}/g, (_, i: string) => {
    const value = values[Number(i)];
    return typeof value === "number" ? number(value) : String(value ?? "");
  });
}

export function number(value: number): string {
  return value.toLocaleString(language === "de" ? "de-DE" : "en-GB");
}

const ROLES: Record<string, string> = {
  recipient: "Empfänger", place: "Ort", speaker: "gesagt über", instrument: "Mittel", topic: "Gegenstand", source: "Herkunft", goal: "Ziel",
  beneficiary: "Begünstigter", opponent: "Gegner", partner: "Partner", purpose: "Zweck", cause: "Ursache", result: "Ergebnis", manner: "Eigenschaft",
  mention: "genannt", circumstance: "Umstand", status: "Status", amount: "Menge", condition: "Bedingung", agent: "Handelnder", theme: "Gegenstand", object: "Objekt", time: "Zeit",
};

const STATUS: Record<string, string> = {
  former: "ehemals", outgoing: "scheidend", designated: "designiert", acting: "amtierend", deputy: "stellvertretend", candidate: "möglich",
};

/** What stands for a role in words: how an office is held comes as a word of the record. */
export function roleText(role: string, text: string): string {
  return language === "de" && role === "status" ? (STATUS[text] ?? text) : text;
}

export function roleName(role: string): string {
  return language === "de" ? (ROLES[role] ?? role) : role === "speaker" ? "speaks about" : role;
}

/** 2022-03-16 → 16. März 2022; what is no full date stays as it is, but for months and years. */
export function dateText(value: string | null): string {
  if (!value) return "";
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value);
  if (!found || /W|Q|H|-[A-Z]/.test(value)) return value;
  const [, year, month, dayOf] = found;
  if (!month) return year;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(dayOf ?? "1")));
  if (Number.isNaN(date.getTime())) return value;
  const options: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric", month: "long" };
  if (dayOf) options.day = "numeric";
  return date.toLocaleDateString(language === "de" ? "de-DE" : "en-GB", options);
}

// The query page: YASGUI on this server's endpoint, with the named queries to pick from.
// It asks nobody but this server: the completers that look prefixes up elsewhere are left out.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const holder = document.getElementById("yasgui");
  const picker = document.getElementById("named");
  const prefixes = JSON.parse(holder.dataset.prefixes);
  const asked = new URLSearchParams(location.search);
  // The address is read here; YASGUI would take ?query= and more from it, the endpoint of another server included.
  history.replaceState(null, "", location.pathname);

  const Gui = window.Yasgui.default || window.Yasgui;
  Gui.Yasqe.defaults.autocompleters = ["variables"];
  const start = withPrefixes("SELECT ?subject ?property ?object {\n  ?subject ?property ?object\n} LIMIT 20");
  Gui.Yasqe.defaults.value = start;
  const gui = new Gui(holder, {
    requestConfig: { endpoint: new URL("/sparql", location.href).href, method: "POST" },
    persistenceId: null,
    autofocus: true,
    populateFromUrl: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint: new URL("/sparql", location.href).href }], keys: [] },
  });

  function withPrefixes(text) {
    const used = Object.keys(prefixes).filter((name) => new RegExp(`(^|[^\\w-])${name}:`).test(text));
    const declared = used.filter((name) => !new RegExp(`prefix\\s+${name}:`, "i").test(text));
    const lines = declared.map((name) => `PREFIX ${name}: <${prefixes[name]}>`);
    return lines.length ? `${lines.join("\n")}\n\n${text}` : text;
  }

  function show(text, run) {
    const yasqe = gui.getTab().getYasqe();
    yasqe.setValue(withPrefixes(text));
    if (run) yasqe.query().catch(() => undefined);  // YASR shows the server's message
  }

  function pick(name) {
    const option = [...picker.options].find((o) => o.value && o.value === name);
    if (!option) return;
    picker.value = name;
    const parameters = option.dataset.parameters.split(" ").filter(Boolean);
    let text = option.dataset.text;
    for (const parameter of parameters) {
      text = text.replaceAll(`#VALUES ${parameter}`, `VALUES ?${parameter} { "…" }`);
    }
    text = text.replaceAll(/^[ \t]*#VALUES \w+[ \t]*\n/gm, "");  // those that may be left out
    show(text, parameters.length === 0);
  }

  // IRIs of this graph are shown by this server, whoever owns the host that they name
  holder.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !link.href.startsWith(holder.dataset.base)) return;
    event.preventDefault();
    event.stopPropagation();
    window.open("/id/" + link.href.slice(holder.dataset.base.length), "_blank", "noopener");
  }, true);

  // what YASGUI leaves unnamed or out of the keyboard's reach
  function name() {
    const named = [[".tableSizer", "size"], [".tableFilter", "filter"], [".CodeMirror textarea", "editor"]];
    for (const [selector, key] of named) {
      const text = holder.dataset[key];
      holder.querySelectorAll(selector).forEach((element) => element.setAttribute("aria-label", text));
    }
    holder.querySelectorAll(".CodeMirror-scroll, .yasr_results").forEach((element) => { element.tabIndex = 0; });
    holder.querySelectorAll("th:first-child").forEach((cell) => {
      if (!cell.textContent.trim()) cell.append("#");
    });
  }
  new MutationObserver(name).observe(holder, { childList: true, subtree: true });
  name();

  picker.addEventListener("change", () => pick(picker.value));
  if (asked.has("query")) show(asked.get("query"), false);
  else if (asked.has("name")) pick(asked.get("name"));
});

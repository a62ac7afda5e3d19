"""Which German adverbs are adverbs and no adjectives: what tells PUD's two kinds of ADV apart.

PUD calls every word that modifies a verb an adverb (`Er lief schnell` as `Er lief oft`); GSD, HDT and STTS call the
first an adjective. Adverbs are nearly a closed class: the frequent ones, pronominal adverbs and a few endings.
"""

from __future__ import annotations

import re

_PREPOSITIONS = "an|auf|aus|bei|durch|für|gegen|hinter|in|mit|nach|neben|über|um|unter|von|vor|zu|zwischen"
_FORMED = re.compile(
    rf"(?:da|hier|wo)r?(?:{_PREPOSITIONS})|(?:da|dort|hier|wo|hin|her|um)(?:hin|her|wider|{_PREPOSITIONS}|ab|unten|oben)+"
    r"|.+(?:weise|falls|mals|wärts|seits|seit|dings|halber|orts|zulande|einander|maßen|lei|jährlings|mal|lings)"
    r"|.*(?:eshalb|eswegen|erorts|ermaßen)|(?:erst|zweit|dritt|viert|best|meist|höchst|mindest|wenigst|spätest|frühest"
    r"|längst|schnellst|möglichst)ens"
)
_WORDS = """
abends aber abermals allein alleine allemal allenthalben allzu als also am anderenfalls andernfalls anders ansonsten
anyway auch auf aufrecht ausschließlich außen außer außerdem bald balde beieinander beinahe beisammen bereits
besonders bestenfalls bis bisher bislang bisschen bitte bloß ca ca. da dabei dadurch dafür dagegen daher dahin
dahinter damals damit danach dann daran darauf daraufhin daraus darin darum darunter darüber davon davor dazu
dazwischen demnach demnächst denn dennoch derart derweil derzeit deshalb desto deswegen doch dort dorthin dran drauf
draus draußen dreimal drinnen drüben durchaus eben ebenfalls ebenso ehedem ehemals eher eigens eigentlich ein einfach
einigermaßen einmal einst einstweilen endlich entgegen entlang entweder erst erstmals etwa etwas extra fast fern
ferner fest fort freilich früher ganz gar gegenüber gemeinhin genau genauso genug gerade geradezu gern gerne gestern
gleich gleichfalls gleichsam gleichwohl größtenteils halb halbwegs halt her heraus herum herunter hervor heute
heutzutage hier hierher hierzulande hin hinaus hinein hinten hintereinander hinterher hinweg hinzu höchst ihrerseits
immer immerfort immerhin indes indessen infolgedessen inmitten innen insbesondere insgesamt insofern insoweit
inzwischen irgendwann irgendwie irgendwo ja je jedenfalls jederzeit jedesmal jedoch jemals jetzt jeweils jüngst kaum
keinesfalls keineswegs kürzlich lange lauter lediglich leider letztendlich letztlich lieber los längst mal manchmal
maximal mehr meinetwegen meist meistens mit mithilfe mithin mittags mitten mittlerweile mitunter morgen morgens
möglicherweise möglichst nach nacheinander nachher nachmittags nachts nahezu namens natürlich nebenan nebenbei
nebeneinander nein neuerdings nicht nie niemals nimmer nirgends nirgendwo noch nochmal nochmals normalerweise now nun
nunmehr nur nämlich oben obendrein oft oftmals ohnehin quasi raus really recht rings ringsum rund rundum runter
rückwärts samt schließlich schon sehr seitdem seither selber selbst selten sicherlich so sobald sofort sogar sogleich
somit sonst soweit sowie sowieso sozusagen speziell statt stattdessen stets tatsächlich teils teilweise trotzdem um
umher umhin umso umsonst unbedingt ungefähr ungern unten unter unterdessen untereinander unterwegs vergebens
vermutlich viel vielleicht vielmehr vorab voran voraus vorbei vorerst vorgestern vorher vormals vorn vorne vornherein
vorüber wann warum weg wegen weitaus weiter weiterhin wenig weniger wenigstens weshalb wie wieder wiederum wieso
wirklich wo woher wohin wohl womöglich wärmstens zeitlebens ziemlich zu zudem zuerst zufolge zugleich zuhause zuletzt
zuliebe zumal zumeist zumindest zunächst zurzeit zurück zusammen zusehends zuvor zuweilen zwar zwischen äußerst öfter
über überall überaus überdies überein übereinander überhaupt übermorgen übrigens
"""
_ADVERBS = frozenset(_WORDS.split())


def is_adverb(word: str) -> bool:
    """Whether a word that PUD calls an adverb is one for the other treebanks too.

    >>> is_adverb("oft"), is_adverb("dafür"), is_adverb("schnell")
    (True, True, False)
    """
    low = word.lower()
    return low in _ADVERBS or bool(_FORMED.fullmatch(low))

"""The page as a person uses it: search, click, read, filter, find a path, take away."""

from __future__ import annotations

from typing import Any


def label_index(page: Any, label: str) -> int:
    return page.evaluate("label => window.kg.data.label.indexOf(label)", label)


def click_node(page: Any, label: str) -> None:
    page.wait_for_timeout(450)
    x, y = page.evaluate(
        """label => { const { view, data } = window.kg; const v = data.label.indexOf(label); const c = view.camera;
        const box = view.host.getBoundingClientRect();
        const at = (value, middle, size) => (value - middle) * c.k + size / 2;
        return [box.left + at(data.x[v], c.x, c.width), box.top + at(data.y[v], c.y, c.height)]; }""",
        label,
    )
    page.mouse.click(x, y)


def shown(page: Any) -> list[str]:
    return page.evaluate("() => window.kg.scene.items.map(i => window.kg.data.label[i]).sort()")


def test_click_on_node_shows_its_passages(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    click_node(page, "Jan Petersen")
    assert page.locator("#panel h2").inner_text().strip() == "Jan Petersen"
    passages = page.locator("#panel .passage").all_inner_texts()
    assert "Seit 2019 leitet Petersen den Kreis Westmark." in passages
    marks = page.locator("#panel .passage mark").all_inner_texts()
    assert "leitet" in marks


def test_click_on_edge_shows_statement_with_speaker_and_cue(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html, "#" + "node=%3Aperson%2FKatrin_Osterloh")
    panel = page.locator("#panel")
    assert panel.locator("mark.speaker", has_text="Osterloh").count() >= 1
    assert panel.locator("mark.cue", has_text="sagte").count() == 1
    groups = panel.locator("details.group > summary").all_inner_texts()
    assert any(group.startswith("Behauptet von Katrin Osterloh") for group in groups)
    assert any(group.startswith("Ausgesagt") for group in groups)


def test_search_by_keyboard_focuses_the_entity(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.keyboard.press("/")
    page.keyboard.type("deichv")
    assert page.locator("#suggestions li").first.inner_text().startswith("Deichverband Nord")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().strip() == "Deichverband Nord"


def test_search_finds_words_of_passages(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#search").fill("Versäumnisse")
    page.locator("#suggestions li.statement").first.dispatch_event("mousedown")
    assert "Versäumnisse" in page.locator("#panel .statement").inner_text()


def test_claims_can_be_filtered_out(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    before = page.evaluate("() => window.kg.scene.edges")
    page.locator("#legend label", has_text="Behauptungen").click()
    after = page.evaluate("() => window.kg.scene.edges")
    assert 0 < after < before
    claims = page.evaluate(
        """() => { const { scene, data } = window.kg;
        return [...scene.edgeOn].filter((on, e) => on && data.isClaim(data.statement[e])).length; }"""
    )
    assert claims == 0


def test_type_filter_and_undo(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#legend label", has_text="Person").click()
    assert "Jan Petersen" not in shown(page)
    page.locator("#undo").click()
    assert "Jan Petersen" in shown(page)


def test_timeline_brush_filters_by_event_time(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    box = page.locator(".track").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 10, box["y"] + 10)
    page.mouse.up()
    assert page.evaluate("() => window.kg.store.state.from") == 19430  # 2023-03-14
    assert shown(page) == ["Bundesregierung", "Kreis Westmark"]


def test_path_shows_its_passages(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#open-path").click()
    page.keyboard.type("Petersen")
    page.keyboard.press("Enter")
    page.keyboard.type("Osterloh")
    page.keyboard.press("Enter")
    assert page.locator("#path-result li.step").count() == 2
    assert "besuchte Süderhamm noch am Abend" in page.locator("#path-result").inner_text()
    assert shown(page) == ["Jan Petersen", "Katrin Osterloh", "Süderhamm"]


def test_focus_expands_by_hops(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    click_node(page, "Katrin Osterloh")
    page.get_by_role("button", name="Umgebung").click()
    near = shown(page)
    assert near == ["Deichverband Nord", "Katrin Osterloh", "Süderhamm"]
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert set(near) < set(shown(page))


def test_hide_pin_and_state_in_the_address(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    click_node(page, "Bund")
    page.keyboard.press("h")
    assert "Bund" not in shown(page)
    click_node(page, "Süderhamm")
    page.keyboard.press("p")
    page.locator("#legend label", has_text="verneint").click()
    fragment = page.evaluate("() => location.hash")
    again = open_page(sample_html, fragment)
    assert "Bund" not in shown(again)
    assert again.locator("#panel h2").inner_text().strip() == "Süderhamm"
    assert again.evaluate("() => [window.kg.store.state.negative, window.kg.store.state.pinned.length]") == [False, 1]


def test_article_view_marks_both_ways(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#mode-article").click()
    text = page.locator(".article-text")
    assert text.inner_text().strip().startswith("Deich bei Süderhamm gebrochen")
    assert (
        "".join(page.locator(".article-text .m.quote").all_inner_texts())
        == "„Wir bauen den Deich bis zum Sommer wieder auf“"
    )
    text.locator(".m.mention", has_text="Jan Petersen").click()
    assert page.locator("#panel h2").inner_text().strip() == "Jan Petersen"
    assert page.locator(".article-text .m.on").all_inner_texts() == ["Jan Petersen", "Petersen"]


def test_passage_links_into_the_article(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    click_node(page, "Bundesregierung")
    page.locator("#panel .statement .source").first.click()
    assert page.locator("#article-view h2").inner_text() == "Bund hilft nach der Sturmflut"


def test_table_sorts(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#mode-table").click()
    assert page.locator("#table-view tbody tr").count() == 12
    page.get_by_role("button", name="Entitäten").click()
    page.get_by_role("button", name="Name", exact=True).click()
    names = page.locator("#table-view tbody tr td:first-child").all_inner_texts()
    assert [n.strip() for n in names] == sorted(n.strip() for n in names)


def test_language_and_theme_switch(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#language").click()
    assert page.locator("#mode-table").inner_text() == "Table"
    page.locator("#theme").click()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"


def test_physics_moves_only_when_switched_on(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    here = page.evaluate("() => [...window.kg.data.x]")
    page.wait_for_timeout(300)
    assert page.evaluate("() => [...window.kg.data.x]") == here
    page.get_by_text("Ansicht", exact=True).click()
    page.locator("#legend label", has_text="Bewegte Anordnung").click()
    page.wait_for_timeout(300)
    assert page.evaluate("() => [...window.kg.data.x]") != here


def test_contradictions_stand_side_by_side(open_page: Any) -> None:
    from dataclasses import replace

    import pyoxigraph
    from view_sample import records

    from kg.graph.lift import lift
    from kg.schema import load
    from kg.view import render

    first = records()[0]
    visit = first.statements[1]
    denial = replace(visit, id="s9", polarity="negative", predicate=replace(visit.predicate, text="besuchte nicht"))
    store = pyoxigraph.Store()
    store.extend(lift(replace(first, statements=(*first.statements, denial)), load()))
    page = open_page(render(store))
    page.get_by_text("Widersprüche").click()
    cards = page.locator(".versus .statement")
    assert cards.count() == 2
    assert [card.get_attribute("class") for card in cards.all()] == ["statement fact", "statement claim denied"]


def test_views_are_kept_by_name(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.locator("#legend label", has_text="Behauptungen").click()
    page.get_by_text("Gemerkte Ansichten").click()
    page.locator("#legend input[placeholder=Name]").fill("ohne Worte")
    page.get_by_role("button", name="Ansicht merken").click()
    page.get_by_role("button", name="Filter aufheben").click()
    assert page.evaluate("() => window.kg.store.state.claims") is True
    page.get_by_role("button", name="ohne Worte", exact=True).click()
    assert page.evaluate("() => window.kg.store.state.claims") is False


def test_only_one_type_with_one_click(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.get_by_role("button", name="nur Ort").click()
    assert shown(page) == ["Kreis Westmark", "Süderhamm"]


def test_mere_mentions_can_be_left_out(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    ties = "() => [...window.kg.scene.edgeOn].filter((on, e) => on && window.kg.data.role[e] === MENTION).length"
    count = ties.replace("MENTION", "window.kg.data.mentionRole")
    before = page.evaluate(count)
    page.get_by_text("Ansicht", exact=True).click()
    page.locator("#legend label", has_text="Nennungen im Wortlaut").click()
    assert (before > 0, page.evaluate(count)) == (True, 0)


def test_a_rectangle_chooses_what_it_holds(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    box = page.locator("#graph").bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 60, steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")
    inside = page.evaluate("() => window.kg.store.state.focus.length")
    assert 0 < inside < 11
    assert len(shown(page)) == inside


def test_dragging_pins_and_undo_frees(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html)
    page.wait_for_timeout(400)
    x, y = page.evaluate(
        """() => {
        const { view, data } = window.kg;
        const c = view.camera;
        const box = view.host.getBoundingClientRect();
        return [box.left + (data.x[0] - c.x) * c.k + c.width / 2,
        box.top + (data.y[0] - c.y) * c.k + c.height / 2]; }"""
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=5)
    page.mouse.up()
    assert page.evaluate("() => window.kg.store.state.pinned.map(([v]) => v)") == [0]
    away = "() => { const d = window.kg.data; return Math.hypot(d.x[0] - d.homeX[0], d.y[0] - d.homeY[0]); }"
    assert page.evaluate(away) > 20
    page.keyboard.press("u")
    assert page.evaluate("() => window.kg.store.state.pinned.length") == 0
    assert page.evaluate(away) == 0


def test_pointing_at_a_mention_rings_its_entity_beside_the_text(open_page: Any, sample_html: str) -> None:
    page = open_page(sample_html, "#mode=article")
    page.locator(".article-text .m.mention", has_text="Deichverband Nord").hover()
    hovered = page.evaluate("() => window.kg.view.hovered && window.kg.data.label[window.kg.view.hovered.item]")
    assert hovered == "Deichverband Nord"
    assert page.locator("#graph").bounding_box()["width"] > 200

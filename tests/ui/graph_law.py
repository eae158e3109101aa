"""A small body of law for the graph page: a provision that hundreds pull in, a chain, an ordinance, hostile words."""

from __future__ import annotations

from analyzer.model import Heading, RunReport
from analyzer.refs.statutes import StatuteReferences
from analyzer.store import RunWriter
from analyzer.store.rows import rows_of
from tests.graph.making import link
from tests.store.making import findings, provision, statute

HUB = "HubG"
MANY = 540
HOSTILE = "Nach § 1 <script>window.hacked=1</script> <img src=x onerror=window.hacked=2> [x](javascript:alert(1)) $y$ gilt § 3 entsprechend."
HOSTILE_HEADING = "<svg onload=window.hacked=3> **fett** $z$ [x](javascript:alert(1))"


def hub():
    """§ 1 holds the obstacle; all but § 3 to § 6 pull it in; § 4 → § 5 → § 6 is a chain."""
    outline = (Heading("Abschnitt 1", "Verfahren"),)
    later = (Heading("Abschnitt 2", "Anwendung"),)
    texts = {
        1: ("Der Antrag ist schriftlich zu stellen und zu unterschreiben.", "Die Behörde entscheidet nach Ermessen."),
        2: (HOSTILE,),
        3: ("Die Gebühr ist bar zu zahlen. § 999 bleibt unberührt.",),
        4: ("§ 5 ist anzuwenden.",),
        5: ("§ 6 gilt entsprechend.",),
        6: ("Der Antragsteller hat persönlich zu erscheinen.",),
    }
    return statute(
        HUB,
        *(
            provision(
                n,
                *texts.get(n, ("§ 1 Absatz 1 gilt entsprechend.",)),
                heading=HOSTILE_HEADING if n == 2 else f"Anwendung {n}",
                outline=outline if n < 10 else later,
            )
            for n in range(1, MANY + 1)
        ),
        title="Nabengesetz",
    )


def ordinance():
    return statute("NabV", provision(1, "Die Verordnung beruht auf dem Nabengesetz."), title="Verordnung über Naben")


def write_graph(path) -> None:
    """Write a store with references."""
    law, more = hub(), ordinance()
    finder = StatuteReferences.packaged()
    with RunWriter(path) as writer:
        writer.add_rows(rows_of(law, findings(law), finder.links(law)))
        links = [
            link(0, "enabling", law.id, "§", "4", absatz="1", words="§ 4 HubG"),
            link(0, "eu", "32016R0679", "Art", "4", law_name="Verordnung (EU) 2016/679", mention=1),
            link(0, "mention", "", "§", "7", state="outside", reason="Gesetz steht nicht im Register", mention=2),
        ]
        writer.add_rows(rows_of(more, findings(more), links))
        writer.finish(RunReport(acts=2, versions={"tool": "0.1.0", "rules": "abc"}))

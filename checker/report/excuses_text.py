"""Waivers and the comparison with a baseline in the text report."""

from __future__ import annotations

from collections.abc import Iterable

from checker.auditing.waivers import WaiverStanding
from checker.report.excused import AgainstBaseline, Excuses, Mended, WaiverTold
from checker.report.layout import Page
from checker.report.sentences import Sentences


class ExcusesSection:
    """Writes both sections onto a page."""

    def __init__(self, sentences: Sentences, page: Page) -> None:
        """Write in these words."""
        self._say = sentences
        self._page = page

    def counts(self, view: Excuses) -> None:
        """Beneath the number of breaches: how many of them are tolerated."""
        say = self._say.say
        if view.waived:
            self._page.add(say("report.excuse.waived_count", number=view.waived))
        if view.known:
            self._page.add(say("report.excuse.known_count", number=view.known))
        if view.baseline is not None:
            self._page.add(say("report.excuse.new_count", number=view.baseline.new))

    def write(self, view: Excuses) -> None:
        """Both sections, each only where something was brought."""
        if view.waivers:
            self.waivers(view.waivers, "report.section.waivers")
        if view.baseline is not None:
            self._baseline(view.baseline)

    def waivers(self, told: Iterable[WaiverTold], title: str) -> None:
        """What became of each waiver, by name."""
        say, page = self._say, self._page
        page.section(say.say(title))
        waivers = tuple(told)
        for standing in WaiverStanding:
            found = [one for one in waivers if one.standing is standing]
            if found:
                page.add(say.say(f"report.waiver.{standing}"), indent=2, lead="* ")
            for one in found:
                page.add(self._waiver(one), indent=4, lead="- ")

    def _waiver(self, told: WaiverTold) -> str:
        say = self._say
        message = "report.attested.row" if told.sheet else "report.attested.line"
        line = say.say(
            "report.excuse.waiver",
            name=told.waived.name,
            since=told.waived.since,
            until=told.waived.until,
            place=say.say(message, file=told.file, sheet=told.sheet, row=str(told.line)),
        )
        if told.standing is not WaiverStanding.USED:
            return line
        number = say.say("report.excuse.breaches", number=told.breaches)
        return f"{line}. {number}"

    def _baseline(self, against: AgainstBaseline) -> None:
        say, page = self._say, self._page
        page.section(say.say("report.section.baseline"))
        if not against.listed:
            page.add(say.say("report.excuse.not_listed"), indent=2, lead="* ")
            return
        if not against.mended:
            page.add(say.say("report.excuse.nothing_mended"), indent=2, lead="* ")
            return
        number = sum(one.number for one in against.mended)
        page.add(say.say("report.excuse.mended", number=number), indent=2, lead="* ")
        for one in against.mended:
            page.add(self._mended(one), indent=4, lead="- ")

    def _mended(self, mended: Mended) -> str:
        """A requirement that is no more has no title, and its act may be no more either."""
        say = self._say
        title, row = say.of(mended.title), say.of(mended.row_title)
        number = "" if mended.number == 1 else f": {mended.number}"
        if not title:
            return f"{mended.rule} ({mended.clause}){number}"
        named = f"{title}: {row}" if row else title
        return f"{named} ({say.cite_place(mended.act, mended.clause)}){number}"

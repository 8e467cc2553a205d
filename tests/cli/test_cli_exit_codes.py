"""Each outcome has its exit code, in every format and language."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
class TestNoFormatAndNoLanguageChangesTheCode:
    def test_a_sound_institution_is_0(self, form, lang, audit, save, sound) -> None:
        assert audit(save(sound), "--format", form, "--lang", lang).code == 0

    def test_a_mandatory_breach_is_1(self, form, lang, audit, save, breaching) -> None:
        assert audit(save(breaching), "--format", form, "--lang", lang).code == 1

    def test_missing_data_are_4(self, form, lang, audit, save, unrecorded) -> None:
        assert audit(save(unrecorded), "--format", form, "--lang", lang).code == 4


def test_fail_on_breach_lets_missing_data_pass(audit, save, unrecorded) -> None:
    assert audit(save(unrecorded), "--fail-on", "breach").code == 0


def test_fail_on_breach_lets_no_breach_pass(audit, save, breaching) -> None:
    assert audit(save(breaching), "--fail-on", "breach").code == 1


def test_a_founders_breach_does_not_count(audit, save, sound) -> None:
    sound["institution"]["recipients_count"] = 500
    answer = audit(save(sound))
    assert answer.code == 0
    assert "The founder approves the staff" in answer.out


def test_a_chapter_without_rules_is_4(audit, save, sound) -> None:
    sound["institution"]["type"] = "home"
    answer = audit(save(sound))
    assert answer.code == 4
    assert "have not been written yet" in answer.out


def test_chosen_rules_that_do_not_apply_are_0(audit, save, sound) -> None:
    sound["institution"]["type"] = "home"
    assert audit(save(sound), "--select", "chapter:chapter-2-residential").code == 0


def test_a_choice_of_verdicts_never_changes_the_code(audit, save, breaching) -> None:
    answer = audit(save(breaching), "--select", "verdict:not_due")
    assert answer.code == 1
    assert "Breaches: 0" in answer.out


def test_a_refused_snapshot_is_3(audit, save) -> None:
    answer = audit(save({"snapshot_version": "1"}))
    assert answer.code == 3
    assert "taken_on" in answer.err
    assert answer.out == ""


def test_a_file_that_is_not_there_is_3(audit, tmp_path) -> None:
    answer = audit(tmp_path / "none.json")
    assert answer.code == 3
    assert "There is no such file." in answer.err


def test_refused_rules_are_3(command, save, sound, tmp_path) -> None:
    (tmp_path / "rules" / "act").mkdir(parents=True)
    (tmp_path / "rules" / "act" / "act.yaml").write_text("title: yes\n")
    answer = command(save(sound), "--rules", tmp_path / "rules")
    assert answer.code == 3
    assert "act/act.yaml:1" in answer.err


def test_rules_that_are_not_there_are_3(command, save, sound, tmp_path) -> None:
    assert command(save(sound), "--rules", tmp_path / "nowhere").code == 3


class TestWrongCommandLinesAre2:
    def test_nothing_at_all(self, command) -> None:
        answer = command()
        assert answer.code == 2
        assert "audit" in answer.out

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--nothing"],
            ["--format", "xml"],
            ["--as-of", "2026-02-30"],
            ["--as-of", "1.3.2026"],
            ["--as-of", "20260301"],
            ["--lang", "fr"],
            ["--fail-on", "never"],
            ["--select", "rule"],
            ["--select", "law:x"],
            ["--select", "rule:no-such-rule"],
            ["--select", "verdict:guilty"],
            ["--select", "severity:grave"],
            ["--select", "topic:plans,severity:note"],
        ],
    )
    def test_what_cannot_be_understood(self, arguments, audit, save, sound) -> None:
        answer = audit(save(sound), *arguments)
        assert answer.code == 2
        assert answer.out == ""
        assert len(answer.err.strip().splitlines()) == 1

    def test_an_audit_of_nothing(self, command) -> None:
        answer = command("audit")
        assert answer.code == 2
        assert "FILE" in answer.err

    def test_an_engine_that_there_is_not(self, command, save, sound) -> None:
        answer = command(save(sound), "--engine", "none")
        assert answer.code == 2
        assert "both, durable, plain" in answer.err

    def test_an_option_without_its_value(self, command, save, sound) -> None:
        answer = command(save(sound), "--output")
        assert answer.code == 2
        assert "--output" in answer.err

    def test_an_empty_folder(self, audit, tmp_path) -> None:
        assert audit(tmp_path).code == 2

    def test_a_report_in_place_of_a_snapshot(self, audit, save, sound) -> None:
        file = save(sound)
        before = file.read_bytes()
        assert audit(file, "--output", file).code == 2
        assert file.read_bytes() == before

    def test_a_report_into_a_folder_that_is_not_there(self, audit, save, sound, tmp_path) -> None:
        assert audit(save(sound), "--output", tmp_path / "no" / "report.txt").code == 2

    @pytest.mark.parametrize(
        ("lang", "words"), [("kk", "параметрі жоқ"), ("ru", "Нет параметра"), ("en", "no option")]
    )
    def test_said_in_the_users_language(self, lang, words, command) -> None:
        assert words in command("x.json", "--lang", lang, "--nothing").err


def test_a_fault_of_the_program_is_4_and_no_traceback(audit, save, sound, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("Жұмабаев")

    monkeypatch.setattr("checker.cli.audit_command.audit", broken)
    answer = audit(save(sound))
    assert answer.code == 4
    assert "ZeroDivisionError checker.cli.audit_command" in answer.err
    assert "Traceback" not in answer.err
    assert "Жұмабаев" not in answer.err


def test_an_interruption_is_told_in_a_word(audit, save, sound, monkeypatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("checker.cli.audit_command.audit", interrupted)
    answer = audit(save(sound))
    assert (answer.code, answer.err) == (130, "Interrupted.\n")

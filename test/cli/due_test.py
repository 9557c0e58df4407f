"""Due dates at the command line: notices, rights, effects and days off that are not sure."""
import json
import subprocess
import unittest

from support.gandan import BINARY, Case, run


class Due(Case):
    def due(self, rule, received, *options):
        return json.loads(run("due", "--db", self.db, "--rule", rule, "--received", received, *options, "--json"))

    def test_a_notice_is_counted_backward_from_its_event(self):
        for rule, event, last in [
                ("reception.online_notice", "2026-07-13", "2026-07-06"),  # five working days before a Monday
                ("reception.online_test", "2026-07-13", "2026-07-10"),
                ("complaint.dialogue_notice", "2026-07-13", "2026-07-08"),  # five days of the calendar
                ("inspection.investment_plan", "2026-09-14", "2026-07-31"),
                # What must be done before is not put off by a day off: 45 days before it is a Sunday.
                ("inspection.investment_plan", "2026-09-16", "2026-08-02")]:
            with self.subTest(rule=rule, event=event):
                said = self.due(rule, event)
                self.assertEqual((said["due"], said["rolled"]), (last, False))

    def test_an_act_rolls_to_a_working_day_and_a_right_and_an_effect_end_on_their_own(self):
        """Thirty days from 2 July 2026 end on a Saturday."""
        for rule, last in [("complaint.first_settlement", "2026-08-03"), ("denunciation.settle", "2026-08-03"),
                           ("complaint.complain_again", "2026-08-01"), ("complaint.continue_after_ending", "2026-08-01"),
                           ("complaint.take_effect_first", "2026-08-01"),
                           ("complaint.take_effect_discipline_second", "2026-08-01")]:
            with self.subTest(rule):
                said = self.due(rule, "2026-07-02")
                self.assertEqual((said["due"], said["rolled"]), (last, last == "2026-08-03"))

    def test_a_day_that_rests_on_days_off_that_are_not_verified_says_so(self):
        """The days off at New Year 2027 are expected and not announced yet."""
        for rule, received, provisional in [
                ("denunciation.forward", "2027-02-03", True),  # counts over them
                ("complaint.first_settlement", "2027-01-08", True),  # ends on one
                ("complaint.first_settlement", "2027-01-20", False),  # passes them by
                ("complaint.complain_again", "2027-01-08", False),  # ends on one, and does not roll
                ("denunciation.forward", "2027-03-01", False),
                ("reception.online_notice", "2027-02-15", True),  # counts back over them
                ("reception.online_notice", "2027-03-15", False)]:
            with self.subTest(rule=rule, received=received):
                self.assertEqual(self.due(rule, received)["provisional"], provisional)
                done = subprocess.run([BINARY, "due", "--db", self.db, "--rule", rule, "--received", received],
                                      capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=self.folder)
                self.assertRegex(done.stdout, r"\A\d{4}-\d\d-\d\d\n\Z")
                self.assertEqual("provisional" in done.stderr, provisional, done.stderr)

    def test_a_list_of_days_off_makes_a_day_sure(self):
        file = self.folder / "days.csv"
        days = ["01/01", *(f"{day:02}/02" for day in range(5, 12)), "16/04", "30/04", "01/05", "03/05", "02/09", "03/09",
                "24/11"]
        file.write_text("date,kind\n" + "".join(f"{day}/2027,off\n" for day in days), encoding="utf-8")
        before = self.due("denunciation.forward", "2027-02-03")
        run("import", "holidays", "--db", self.db, file)
        after = self.due("denunciation.forward", "2027-02-03")
        self.assertEqual((before["provisional"], after["provisional"]), (True, False))
        self.assertEqual(before["due"], after["due"])


if __name__ == "__main__":
    unittest.main()

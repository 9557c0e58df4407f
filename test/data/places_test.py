"""Places and due dates, by the published lists."""
import re
import unicodedata
import unittest

from support.gandan import Case, data, lines, run, table


def spelt(name):
    """Lists place the tone of oa, oe, uy now on one letter, now on the other: Hoà, Hòa."""
    letters = unicodedata.normalize("NFD", name)
    tone = "[\u0300\u0301\u0303\u0309\u0323]"
    return re.sub(f"([ou])({tone})([aey])", r"\1\3\2", letters)


class Places(Case):
    def test_a_divided_commune_asks_and_shows_all_that_it_became(self):
        mapping = data("vn-admin-units/mapping_*_to_*.csv")[0]
        run("import", "units", "--db", self.db, *data("vn-admin-units/[0-9]*-*"), mapping)
        day = mapping.stem.split("_")[-1]
        divided = {}
        for row in table(mapping):
            if row["divided"] == "True":
                words = f"{row['old_ward_name']}, {row['old_district_name']}, {row['old_province_name']}"
                divided.setdefault(words, set()).add(row["new_ward_name"])
        # Each is a start of the program; more of them are tested beside the lists.
        for words in sorted(divided)[::24]:
            with self.subTest(words):
                best = lines("search", "places", "--db", self.db, words, "--as-of", day)[0]
                self.assertTrue(best["ask"], best)
                self.assertEqual({spelt(unit["name"]) for unit in best["now"]}, set(map(spelt, divided[words])))

    def test_working_days_by_the_published_calendar(self):
        holidays = data("vn-holidays/vn_public_holidays_*.csv")[0]
        run("import", "holidays", "--db", self.db, holidays)
        last = max(row["date"] for row in table(holidays))[:4]
        cases = [case for case in table(data("vn-holidays/working_day_cases*.csv")[0]) if case["due"][:4] <= last]
        # Each is a start of the program; all of them are tested beside the calendar.
        for case in cases[::11]:
            with self.subTest(case):
                due = run("due", "--db", self.db, "--days", case["working_days"], "--working", "--received", case["received"])
                self.assertEqual(due.strip(), case["due"])


if __name__ == "__main__":
    unittest.main()

"""Places and due dates, by the published lists."""
import csv
import json
import re
import unicodedata
import unittest

from support.gandan import Case, data, lines, run


def spelt(name):
    """Lists place the tone of oa, oe, uy now on one letter, now on the other: Hoà, Hòa."""
    letters = unicodedata.normalize("NFD", name)
    tone = "[\u0300\u0301\u0303\u0309\u0323]"
    return re.sub(f"([ou])({tone})([aey])", r"\1\3\2", letters)


class Places(Case):
    def test_a_divided_commune_asks_and_names_are_found_without_marks(self):
        folder = data("vn-admin-units")
        mapping = folder / "mapping_2025-06-30_to_2025-07-01.csv"
        run("import", "units", "--db", self.db, folder / "2025-03-01_63-696-10035",
            folder / "2025-07-01_34-3321", folder / "2026-04-30_34-3321", mapping)
        divided = {}
        with mapping.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row["divided"] == "True":
                    words = f"{row['old_ward_name']}, {row['old_district_name']}, {row['old_province_name']}"
                    divided.setdefault(words, set()).add(row["new_ward_name"])
        self.assertEqual(len(divided), 471)
        for words in sorted(divided)[::24]:
            with self.subTest(words):
                best = lines("search", "places", "--db", self.db, words, "--as-of", "2026-06-01")[0]
                self.assertTrue(best["ask"], best)
                self.assertEqual({spelt(unit["name"]) for unit in best["now"]}, set(map(spelt, divided[words])))
        for typed, name in [("phuong ba dinh ha noi", "Phường Ba Đình"), ("xa dong dang lang son", "Xã Đồng Đăng"),
                            ("Đồng Mỏ, Chi Lăng, Lạng Sơn", "Thị trấn Đồng Mỏ")]:
            with self.subTest(typed):
                found = [place["name"] for place in lines("search", "places", "--db", self.db, typed)]
                self.assertIn(name, found[:3])

    def test_working_days_by_the_published_calendar(self):
        run("import", "holidays", "--db", self.db, data("vn-holidays/vn_public_holidays_2020-2024.csv"))
        with data("vn-holidays/working_day_cases.csv").open(encoding="utf-8", newline="") as rows:
            cases = list(csv.DictReader(rows))
        # Each is a start of the program; all of them are tested beside the calendar.
        for case in cases[::11]:
            with self.subTest(case):
                due = run("due", "--db", self.db, "--days", case["working_days"], "--working", "--received", case["received"])
                self.assertEqual(due.strip(), case["due"])

    def test_a_rule_of_the_law_has_a_day_and_a_basis(self):
        out = json.loads(run("due", "--db", self.db, "--rule", "voter_petition.answer", "--received", "2026-07-06", "--json"))
        self.assertGreater(out["due"], "2026-07-06")
        self.assertTrue(out["basis"])


if __name__ == "__main__":
    unittest.main()

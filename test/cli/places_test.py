"""Places and due dates, by what the program ships. By the published lists: ../data."""
import json
import unittest

from support.gandan import Case, OnPostgresql, lines, run


class Places(Case):
    def test_places_are_found_without_marks_and_by_old_names(self):
        for typed, name in [("phuong ba dinh ha noi", "Phường Ba Đình"), ("xa dong dang lang son", "Xã Đồng Đăng"),
                            ("Đồng Mỏ, Chi Lăng, Lạng Sơn", "Thị trấn Đồng Mỏ")]:
            with self.subTest(typed):
                found = [place["name"] for place in lines("search", "places", "--db", self.db, typed)]
                self.assertIn(name, found[:3])

    def test_a_rule_of_the_law_has_a_day_and_a_basis(self):
        out = json.loads(run("due", "--db", self.db, "--rule", "voter_petition.answer", "--received", "2026-07-06", "--json"))
        self.assertGreater(out["due"], "2026-07-06")
        self.assertTrue(out["basis"])


class PlacesOnPostgresql(OnPostgresql, Places):
    pass


if __name__ == "__main__":
    unittest.main()

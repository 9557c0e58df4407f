"""Lists of units, days off, remote areas and petitions are read however a spreadsheet saved them."""
import json
import unittest

from support.gandan import Case, OnPostgresql, counts, lines, run

# How Excel in Vietnam saves a sheet: "CSV", "Unicode Text", and what other programs make of them.
SAVED = [("semicolons", ";", "utf-8-sig"), ("tabs", "\t", "utf-8"), ("unicode text", "\t", "utf-16"),
         ("semicolons in UTF-16", ";", "utf-16")]


class Lists(Case):
    def saved(self, name, rows, delimiter, encoding):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        text = "".join(delimiter.join(row) + "\r\n" for row in rows)
        file.write_bytes(text.encode(encoding))
        return file

    def saved_big_endian(self, name, rows):
        file = self.saved(name, rows, "\t", "utf-16-be")
        file.write_bytes(b"\xfe\xff" + file.read_bytes())
        return file

    def test_of_units(self):
        heading = ["code", "full_name", "province_code"]
        for number, (how, delimiter, encoding) in enumerate(SAVED):
            with self.subTest(how):
                name = f"Xã Thử Nghiệm {'ABCD'[number]}"
                file = self.saved(f"2025-07-01_{number}/wards.csv", [heading, [f"9900{number}", name, "20"]],
                                  delimiter, encoding)
                self.assertRegex(run("import", "units", "--db", self.db, file), r"^lines 1, ")
                [found, *_] = lines("search", "places", "--db", self.db, name + ", Lạng Sơn")
                self.assertEqual((found["name"], found["code"]), (name, f"9900{number}"))
        file = self.saved_big_endian("2025-07-01_be/wards.csv", [heading, ["99009", "Xã Thử Nghiệm Đ", "20"]])
        run("import", "units", "--db", self.db, file)
        self.assertEqual(lines("search", "places", "--db", self.db, "Xã Thử Nghiệm Đ")[0]["code"], "99009")

    def test_of_days_off(self):
        self.assertEqual(self.due("2025-12-19"), "2025-12-22")  # a Friday, and the Monday after
        for number, (how, delimiter, encoding) in enumerate(SAVED):
            with self.subTest(how):
                day = f"{22 + number}/12/2025"
                file = self.saved(f"days{number}.csv", [["DATE", "Kind", "Name"], [day, "OFF", "Nghỉ"]],
                                  delimiter, encoding)
                self.assertEqual(run("import", "holidays", "--db", self.db, file).splitlines()[0],
                                 "imported 1, rejected 0")
                self.assertEqual(self.due("2025-12-19"), f"2025-12-{23 + number}")

    def test_of_remote_areas(self):
        for number, (how, delimiter, encoding) in enumerate(SAVED):
            with self.subTest(how):
                rows = [["Code", "From", "To", "Basis"], ["06184", "01/01/26", "", f"QĐ {number}"],
                        ["06184", "01/01/026", "", f"QĐ {number}"]]
                file = self.saved(f"remote{number}.csv", rows, delimiter, encoding)
                said = run("import", "remote", "--db", self.db, file)
                # There is such a commune in 2026; of one in the year 26 it would wait for a list.
                self.assertEqual(said.splitlines()[0], "imported 1, waiting 0, rejected 1")

    def test_of_petitions_that_are_known_already(self):
        """Nothing is new, and nothing failed: whoever imports the same file each night is not woken."""
        rows = [["id", "text", "date"], ["1", "Sửa đường vào thôn", "02/03/26"], ["2", "Lắp đèn ở ngã ba", "3/3/26"]]
        for number, (how, delimiter, encoding) in enumerate(SAVED):
            with self.subTest(how):
                file = self.saved(f"{number}/sent.csv", rows, delimiter, encoding)
                taken = counts(run("import", "petitions", "--db", self.db, file, "--source", "hotline", code=0))
                self.assertEqual(taken, (0, 2, 0, 0) if number else (2, 0, 0, 0))
        report = json.loads(run("report", "petitions", "--db", self.db, "--from", "2026-03-02", "--to", "2026-03-03"))
        self.assertEqual(report["received"], 2, "a year of two digits is of this century")

    def due(self, received):
        return json.loads(run("due", "--db", self.db, "--days", "1", "--working", "--received", received, "--json"))["due"]


class ListsOnPostgresql(OnPostgresql, Lists):
    pass


if __name__ == "__main__":
    unittest.main()

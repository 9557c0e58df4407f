"""Similarity of what one types to what was sent. Against what people have put together: ../data."""
import json
import unittest

from support.gandan import Case, OnPostgresql, lines, run


class Grouping(Case):
    def test_a_text_that_nobody_sent_finds_what_is_like_it(self):
        file = self.folder / "some.jsonl"
        texts = ["Đèn đường trước cổng chợ Kỳ Lừa hỏng ba tuần nay, đề nghị sửa.",
                 "Đề nghị nâng mức hỗ trợ phân bón cho hộ nghèo trồng hồi.",
                 "Trạm y tế xã thiếu bác sĩ, đề nghị bổ sung biên chế."]
        file.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)))
        run("import", "petitions", "--db", self.db, file)
        found = lines("similar", "petitions", "--db", self.db, "--text", "den duong o cho Ky Lua bi hong, xin sua lai")
        self.assertEqual(found[0]["source_id"], "0")
        self.assertTrue(found[0]["reason"])


class GroupingOnPostgresql(OnPostgresql, Grouping):
    pass


if __name__ == "__main__":
    unittest.main()

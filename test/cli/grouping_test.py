"""Grouping and similarity against what people have put together."""
import collections
import csv
import json
import re
import unicodedata
import unittest

from support.gandan import Case, data, lines, postgresql_database, run
from support.groups import read_labels, score


class Grouping(Case):
    def vietnamese(self, db):
        file, labels = data("petitions-vn/petitions.jsonl"), json.loads(data("petitions-vn/groups.json").read_text())
        run("import", "petitions", "--db", db, file)
        rows = lines("group", "petitions", "--db", db)
        predicted = {row["source_id"]: row["topic"] for row in rows}
        self.assertTrue(all(row["code"] for row in rows))
        gold, unsure = read_labels(labels, predicted)
        pairwise, b_cubed = score(gold, predicted, unsure)
        print(f"{len(rows)} petitions: pairwise F1 {pairwise:.3f}, B-cubed F1 {b_cubed:.3f}")
        self.assertGreaterEqual(pairwise, 0.68)
        self.assertGreaterEqual(b_cubed, 0.87)
        again = {row["source_id"]: row["topic"] for row in lines("group", "petitions", "--db", db)}
        self.assertEqual(partition(predicted), partition(again))
        like = lines("similar", "petitions", "--db", db, "--source-id", "KN-0001", "--limit", "5")
        self.assertTrue(like and all(row["reason"] and row["source_id"] != "KN-0001" for row in like))
        self.assertEqual([row["similarity"] for row in like], sorted((row["similarity"] for row in like), reverse=True))

    def test_vietnamese_petitions_on_sqlite(self):
        self.vietnamese(self.db)

    def test_vietnamese_petitions_on_postgresql(self):
        with postgresql_database("grouping") as db:
            self.vietnamese(db)

    def test_petitions_with_one_title_are_one_topic(self):
        run("import", "petitions", "--db", self.db, data("petitions-uk/uk_2015-2017.csv"), "--map", "source_id=id,text=title")
        topic = {row["source_id"]: row["topic"] for row in lines("group", "petitions", "--db", self.db)}
        same = collections.defaultdict(list)
        with data("petitions-uk/uk_2015-2017.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                plain = unicodedata.normalize("NFKD", row["title"]).encode("ascii", "ignore").decode().lower()
                same[" ".join(re.findall(r"[a-z0-9]+", plain))].append(row["id"])
        apart = {title: ids for title, ids in same.items() if len({topic[i] for i in ids}) > 1}
        self.assertEqual(apart, {})

    def test_petitions_that_were_answered_together_are_found_from_each_other(self):
        groups = json.loads(data("petitions-us/answered_together_groups.json").read_text())
        run("import", "petitions", "--db", self.db, data("petitions-us/wethepeople_2011-2013.csv"),
            "--map", "source_id=id,title=title,text=body,date=created")
        first = among_ten = total = 0
        for group in groups:
            for one in group:
                found = [row["source_id"] for row in lines("similar", "petitions", "--db", self.db,
                                                           "--source-id", one, "--limit", "10")]
                rest = set(group) - {one}
                total += 1
                first += bool(found and found[0] in rest)
                among_ten += bool(rest & set(found))
        print(f"{total} petitions answered together: hit@1 {first / total:.3f}, hit@10 {among_ten / total:.3f}")
        self.assertGreaterEqual(among_ten / total, 0.95)
        self.assertGreater(first / total, 0.35)

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


def partition(assignment):
    groups = collections.defaultdict(set)
    for i, name in assignment.items():
        groups[name].add(i)
    return {frozenset(group) for group in groups.values()}


if __name__ == "__main__":
    unittest.main()

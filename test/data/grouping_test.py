"""Grouping and similarity against what people have put together, no worse than the plain methods that the
sets' READMEs compare with."""
import collections
import json
import re
import unicodedata
import unittest

from support.gandan import Case, data, lines, postgresql_database, run, table
from support.groups import read_labels, score


def partition(assignment):
    groups = collections.defaultdict(set)
    for i, name in assignment.items():
        groups[name].add(i)
    return {frozenset(group) for group in groups.values()}


class Grouping(Case):
    def vietnamese(self, db):
        labels = json.loads(data("petitions-vn/groups*.json")[0].read_text())
        run("import", "petitions", "--db", db, data("petitions-vn/petitions*.jsonl")[0])
        rows = lines("group", "petitions", "--db", db)
        predicted = {row["source_id"]: row["topic"] for row in rows}
        self.assertTrue(all(row["code"] for row in rows))
        gold, unsure = read_labels(labels, predicted)
        pairwise, b_cubed = score(gold, predicted, unsure)
        print(f"{len(rows)} petitions: pairwise F1 {pairwise:.3f}, B-cubed F1 {b_cubed:.3f}")
        self.assertGreaterEqual(pairwise, 0.59)  # TF-IDF, at the threshold that suits it best
        self.assertGreaterEqual(b_cubed, 0.84)
        again = {row["source_id"]: row["topic"] for row in lines("group", "petitions", "--db", db)}
        self.assertEqual(partition(predicted), partition(again))
        one = labels["groups"][0]["ids"][0]
        like = lines("similar", "petitions", "--db", db, "--source-id", one, "--limit", "5")
        self.assertTrue(like and all(row["reason"] and row["source_id"] != one for row in like))
        self.assertEqual([row["similarity"] for row in like], sorted((row["similarity"] for row in like), reverse=True))

    def test_vietnamese_petitions_on_sqlite(self):
        self.vietnamese(self.db)

    def test_vietnamese_petitions_on_postgresql(self):
        with postgresql_database("grouping") as db:
            self.vietnamese(db)

    def test_petitions_with_one_title_are_one_topic(self):
        files = data("petitions-uk/uk_*.csv")
        same = collections.defaultdict(list)
        for file in files:
            run("import", "petitions", "--db", self.db, file, "--map", "source_id=id,text=title")
            for row in table(file):
                plain = unicodedata.normalize("NFKD", row["title"]).encode("ascii", "ignore").decode().lower()
                same[" ".join(re.findall(r"[a-z0-9]+", plain))].append(row["id"])
        topic = {row["source_id"]: row["topic"] for row in lines("group", "petitions", "--db", self.db)}
        apart = {title: ids for title, ids in same.items() if len({topic[i] for i in ids}) > 1}
        self.assertEqual(apart, {})

    def test_petitions_that_were_answered_together_are_found_from_each_other(self):
        groups = json.loads(data("petitions-us/answered_together_groups*.json")[0].read_text())
        run("import", "petitions", "--db", self.db, data("petitions-us/wethepeople_[0-9]*.csv")[0],
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
        self.assertGreaterEqual(among_ten / total, 0.885)  # TF-IDF on the half that it does worst on
        self.assertGreaterEqual(first / total, 0.35)


if __name__ == "__main__":
    unittest.main()

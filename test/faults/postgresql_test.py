"""A database server that goes and comes back, or stands still: who writes is told, and nothing acknowledged is lost."""
import concurrent.futures
import html
import json
import os
import shlex
import signal
import subprocess
import threading
import time
import unittest
import urllib.parse

from support.gandan import Case, Server, postgresql_database, run, sql


class Postgresql(Case):
    def test_postgresql_stops_and_comes_back(self):
        control = os.environ.get("GANDAN_TEST_PG_CONTROL")
        if not control:
            self.skipTest("no PostgreSQL server here that may be stopped (GANDAN_TEST_PG_CONTROL)")
        with postgresql_database("comes_back") as db, Server(db, "--keys", self.folder / "keys") as server:
            codes, statuses, stop = [], [], threading.Event()

            def send():
                while not stop.is_set():
                    status, answer = server.submit("Đề nghị sửa kênh mương")
                    statuses.append(status)
                    if status == 201:
                        codes.append(answer["code"])

            def pg(*words):
                subprocess.run([*shlex.split(control), *words], check=True, cwd="/", stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)

            threads = [threading.Thread(target=send) for _ in range(4)]
            for thread in threads:
                thread.start()
            try:
                time.sleep(0.5)
                pg("stop", "--silent", "--mode", "fast")
                time.sleep(1)
                self.assertEqual(server.request("GET", "/healthz")[0], 503)
                self.assertIn(503, statuses[-20:])
            finally:
                pg("start", "--silent", "--wait", "--log", "/dev/null")
            for _ in range(200):
                if statuses[-1] == 201:
                    break
                time.sleep(0.1)
            stop.set()
            for thread in threads:
                thread.join()
            self.assertLessEqual(set(statuses), {201, 503}, set(statuses))
            self.assertEqual(statuses[-1], 201, "it works again")
            connection = server.connect()
            for code in codes:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}", connection=connection)[0], 200)
            connection.close()
            self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def test_postgresql_stalls_and_goes_on(self):
        """Backends that stop without dying: one holds up nobody but who was on it; all of them are told in time, by 503
        and by /healthz; nothing acknowledged is lost."""
        control = os.environ.get("GANDAN_TEST_PG_CONTROL")
        if not control:
            self.skipTest("no PostgreSQL server here that may be stopped (GANDAN_TEST_PG_CONTROL)")
        with postgresql_database("stalls") as db, Server(db, "--keys", self.folder / "keys") as server:
            codes, statuses, stop = [], [], threading.Event()

            def send():
                while not stop.is_set():
                    began = time.monotonic()
                    status, answer = server.submit("Đề nghị sửa kênh mương")
                    statuses.append((status, time.monotonic() - began))
                    if status == 201:
                        codes.append(answer["code"])

            def processes():
                """The server's writing connections, and the postmaster before them."""
                pids = sql(db, "select pid from pg_stat_activity where datname = current_database() "
                               "and application_name = 'gandan'").split()
                postmaster = sql(db, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
                return [int(pid) for pid in [postmaster, *pids]]

            def stop_one():
                """Stops a connection's backend that holds nothing all others need, like the right to write the log."""
                for _ in range(200):
                    pid = sql(db, "select pid from pg_stat_activity where datname = current_database() and state = 'idle' "
                                  "and application_name = 'gandan' order by state_change desc limit 1")
                    if not pid:
                        continue
                    os.kill(int(pid), signal.SIGSTOP)
                    if sql(db, f"select state from pg_stat_activity where pid = {pid}").startswith("idle"):
                        return int(pid)
                    os.kill(int(pid), signal.SIGCONT)
                self.fail("no backend was idle")

            def until(done, what):
                for _ in range(600):
                    if done():
                        return
                    time.sleep(0.1)
                self.fail(what)

            threads = [threading.Thread(target=send) for _ in range(8)]
            for thread in threads:
                thread.start()
            pids = []
            try:
                until(lambda: len(codes) > 50, "it writes")
                pids = [stop_one()]
                since = len(codes)
                until(lambda: len(codes) > since + 200, "others go on while one backend stands")
                os.kill(pids[0], signal.SIGCONT)
                pids = processes()
                for pid in pids:
                    os.kill(pid, signal.SIGSTOP)
                at = len(statuses)
                until(lambda: any(status == 503 for status, _ in statuses[at:]), "whoever writes is told")
                status, _, health = server.request("GET", "/healthz")
                self.assertEqual(status, 503)
                self.assertNotEqual(json.loads(health)["writes"], "ok")
                self.told_in_words(server)
            finally:
                for pid in pids:
                    os.kill(pid, signal.SIGCONT)
            since = len(codes)
            until(lambda: len(codes) > since + 20, "it works again")
            stop.set()
            for thread in threads:
                thread.join()
            time.sleep(1.5)  # the last look is good for a second
            self.assertEqual(server.request("GET", "/healthz")[0], 200)
            self.assertLessEqual({status for status, _ in statuses}, {201, 503})
            self.assertLess(max(seconds for _, seconds in statuses), 25, "nobody waits for ever")
            connection = server.connect()
            for code in codes:
                self.assertEqual(server.request("GET", f"/api/v1/petitions/{code}", connection=connection)[0], 200)
            connection.close()
            self.assertTrue(run("verify", "--db", db).endswith("intact\n"))

    def told_in_words(self, server):
        """While nothing can be written: the page says so and what to do, and gives back what was typed."""
        typed = "Đèn đường trước cổng chợ tắt ba tuần nay, <b>xin sửa</b> trước Tết."
        sent = urllib.parse.urlencode({"kind": "report", "text": typed, "publish": "yes"}).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        said = {"vi": ["Máy chủ tạm chưa đáp ứng được", "vài giây sau hãy tải lại",
                       "Mọi điều chúng tôi đã xác nhận đều được giữ", "Gửi lại"],
                "en": ["We cannot answer just now", "reload it in a few seconds",
                       "Everything that we confirmed is kept", "Send it again"]}

        def post(language):
            return server.request("POST", "/petitions", sent, {**form, "Cookie": f"lang={language}"})

        with concurrent.futures.ThreadPoolExecutor() as pool:
            for language, (status, headers, page) in zip(said, pool.map(post, said)):
                self.assertEqual((status, headers["Cache-Control"]), (503, "no-store"), language)
                self.assertIn('method="post" action="/petitions"', page)
                for words in [*said[language], html.escape(typed, quote=False)]:
                    self.assertIn(words, page)


if __name__ == "__main__":
    unittest.main()

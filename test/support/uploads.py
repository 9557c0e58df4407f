"""A form with a file, as a browser sends it; a case whose servers keep files."""
import base64
import random

from support.gandan import Case, Server, run

BOUNDARY = "a-line-that-stands-nowhere-else"


def form_with(number, content, file_name=None, media_type="application/pdf"):
    """A petition of this number, and one file; bytes of its name go as they are."""
    fields = {"kind": "report", "text": f"Tường nhà văn hóa bị nứt dài, ảnh số {number}", "publish": "yes"}
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]
    named = f"{number}.pdf".encode() if file_name is None else file_name
    parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="'.encode() + named
                 + f'"\r\nContent-Type: {media_type}\r\n\r\n'.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def paper(size):
    """A PDF as far as its first bytes go; no two are the same."""
    return b"%PDF-1.7\n" + random.randbytes(size)


HEADERS = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Sec-Fetch-Site": "same-origin"}


def send(server, number, content):
    """The code that was acknowledged; nothing where none was."""
    try:
        status, headers, _ = server.request("POST", "/petitions", form_with(number, content), HEADERS)
    except OSError:
        return None
    except Exception as error:  # http.client's, of an answer that was cut
        if type(error).__module__ != "http.client":
            raise
        return None
    return headers["Location"].removeprefix("/receipts/") if status == 303 else status


class Upload:
    """One file on its way in pieces (tus 1.0), as a program sends it."""

    def __init__(self, server, code, key, content, name="đơn.pdf"):
        self.server, self.content = server, content
        named = base64.b64encode(name.encode()).decode()
        status, headers, body = server.request("POST", f"/api/v1/petitions/{code}/files", headers={
            "Tus-Resumable": "1.0.0", "Author-Key": key, "Upload-Length": str(len(content)),
            "Upload-Metadata": f"filename {named}"})
        assert status == 201, (status, body)
        self.path = headers["Location"]

    def offset(self):
        """How far it has come; nothing where there is no such upload."""
        status, headers, _ = self.server.request("HEAD", self.path)
        return int(headers["Upload-Offset"]) if status == 200 else None

    def head(self, offset, length):
        """Of a request with the next piece."""
        return (f"PATCH {self.path} HTTP/1.1\r\nHost: x\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
                f"Content-Type: application/offset+octet-stream\r\nContent-Length: {length}\r\n\r\n").encode()

    def send(self, offset, end=None):
        """The status of the answer to a piece."""
        return self.server.request("PATCH", self.path, self.content[offset:end], {
            "Tus-Resumable": "1.0.0", "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream"})[0]


class CaseWithFiles(Case):
    def setUp(self):
        super().setUp()
        self.options = ["--keys", self.folder / "keys", "--files", self.folder / "files"]

    def server(self, **popen):
        return Server(self.db, *self.options, **popen)

    def verified(self):
        """How many stored files the database names; all are there and whole."""
        said = run("verify", "--db", self.db, "--files", self.folder / "files")
        self.assertTrue(said.endswith("intact\n"), said)
        found = [line for line in said.splitlines() if line.startswith("files ")]
        return int(found[0].split()[1]) if found else 0

"""A form with a file, as a browser sends it."""
import random

BOUNDARY = "a-line-that-stands-nowhere-else"


def form_with(number, content):
    """A petition of this number, and one file."""
    fields = {"kind": "report", "text": f"Tường nhà văn hóa bị nứt dài, ảnh số {number}", "publish": "yes"}
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]
    parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{number}.pdf"\r\n'
                 "Content-Type: application/pdf\r\n\r\n".encode() + content + b"\r\n")
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

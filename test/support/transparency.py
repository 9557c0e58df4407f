"""A second reading of the C2SP documents that logs are written by (tlog-tiles, tlog-checkpoint, signed-note,
tlog-cosignature, tlog-proof), with RFC 6962 and RFC 8032 below them: on hashlib alone, for tests to judge by.
"""
import base64
import hashlib
import hmac
import json
import pathlib
import struct

# --- Ed25519 (RFC 8032, 5.1), as its definition: slow, and of nobody else's making.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def _recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    m, n = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    o, q = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = n - m, q - o, q + o, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = _add(total, point)
        point, scalar = _add(point, point), scalar >> 1
    return total


_Y = 4 * pow(5, -1, P) % P
_X = _recover_x(_Y, 0)
BASE = (_X, _Y, 1, _X * _Y % P)


def _written(point):
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def _read(encoded):
    number = int.from_bytes(encoded, "little")
    y = number & (1 << 255) - 1
    x = _recover_x(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def _number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % ORDER


def _expanded(seed):
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    return scalar, digest[32:]


def public_key(seed):
    return _written(_times(_expanded(seed)[0], BASE))


def sign(seed, message):
    scalar, prefix = _expanded(seed)
    public = _written(_times(scalar, BASE))
    r = _number(prefix, message)
    point = _written(_times(r, BASE))
    return point + ((r + _number(point, public, message) * scalar) % ORDER).to_bytes(32, "little")


def is_signature(public, message, signature):
    a, r, s = _read(public), _read(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= ORDER:
        return False
    right = _add(r, _times(_number(signature[:32], public, message), a))
    return _written(_times(s, BASE)) == _written(right)


# --- Trees (RFC 6962, 2.1), as its definitions.
def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\0" + entry)


def _split(size):
    return 1 << (size - 1).bit_length() - 1


def root(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = _split(len(leaves))
    return sha256(b"\1" + root(leaves[:k]) + root(leaves[k:]))


def root_by_inclusion(leaf, index, size, proof):
    """The root to which the proof leads; nothing where it has another length than it must have (RFC 9162, 2.1.3.2)."""
    if index >= size:
        return None
    fn, sn, r = index, size - 1, leaf
    for hash in proof:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = sha256(b"\1" + hash + r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = sha256(b"\1" + r + hash)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 else None


# --- Keys and notes (signed-note), checkpoints and cosignatures.
NOTE, COSIGNATURE = 1, 4


def key_id(name, kind, public):
    return sha256(name.encode() + b"\n" + bytes([kind]) + public)[:4]


def verifier_key(name, public, kind=NOTE):
    return f"{name}+{key_id(name, kind, public).hex()}+{base64.b64encode(bytes([kind]) + public).decode()}"


def read_key(text):
    """(name, kind, public key)."""
    name, digits, encoded = text.split("+", 2)
    data = base64.b64decode(encoded, validate=True)
    assert key_id(name, data[0], data[1:]).hex() == digits, text
    return name, data[0], data[1:]


def signed(text, name, seed):
    signature = key_id(name, NOTE, public_key(seed)) + sign(seed, text.encode())
    return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def signers(note, keys):
    """Which of these keys signed the note; a wrong signature of one of them is an error."""
    text, lines = note.split("\n\n", 1)
    text += "\n"
    found = set()
    for line in lines.splitlines():
        mark, name, encoded = line.split(" ")
        assert mark == "—", line
        data = base64.b64decode(encoded, validate=True)
        for key in keys:
            of, kind, public = read_key(key)
            if name != of or data[:4] != key_id(of, kind, public):
                continue
            if kind == NOTE:
                message, signature = text.encode(), data[4:]
            else:
                (at,) = struct.unpack(">Q", data[4:12])
                message, signature = f"cosignature/v1\ntime {at}\n{text}".encode(), data[12:]
            assert is_signature(public, message, signature), f"{name} did not sign this"
            found.add(key)
    return found


def read_checkpoint(note):
    """(origin, size, root)."""
    origin, size, encoded = note.split("\n")[:3]
    return origin, int(size), base64.b64decode(encoded, validate=True)


# --- Tiles (tlog-tiles).
def tile_path(level, index, width=256):
    parts = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < 256 else "")


def tiles(leaves):
    """path → bytes, of all tiles of hashes of a log of these leaf hashes."""
    made, level, hashes = {}, 0, list(leaves)
    while hashes:
        for at in range(0, len(hashes), 256):
            row = hashes[at:at + 256]
            made[tile_path(level, at // 256, len(row))] = b"".join(row)
        hashes = [root(hashes[at:at + 256]) for at in range(0, len(hashes) - 255, 256)]
        level += 1
    return made


def bundles(entries):
    rows = [entries[at:at + 256] for at in range(0, len(entries), 256)]
    return {tile_path("entries", number, len(row)): b"".join(struct.pack(">H", len(entry)) + entry for entry in row)
            for number, row in enumerate(rows)}


def read_leaves(size, fetch):
    """The leaf hashes of a log of this size, from its tiles of level 0; every tile above is compared with them."""
    leaves = []
    for index in range((size + 255) // 256):
        width = min(256, size - index * 256)
        data = fetch(tile_path(0, index, width)) or b""
        assert len(data) == 32 * width, (index, width, len(data))
        leaves += [data[at:at + 32] for at in range(0, len(data), 32)]
    for path, made in tiles(leaves).items():
        assert fetch(path) == made, path
    return leaves


def read_bundle(data):
    entries = []
    while data:
        (length,) = struct.unpack(">H", data[:2])
        assert len(data) >= 2 + length
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    return entries


# --- Proofs in files (tlog-proof).
def read_proof_file(text):
    """(extra, index, proof, checkpoint)."""
    head, note = text.split("\n\n", 1)
    start, *lines = head.split("\n")
    assert start == "c2sp.org/tlog-proof@v1", start
    extra = base64.b64decode(lines.pop(0).removeprefix("extra "), validate=True) if lines[0].startswith("extra ") else None
    index = int(lines.pop(0).removeprefix("index "))
    return extra, index, [base64.b64decode(line, validate=True) for line in lines], note


def counted(data):
    return str(len(data)).encode() + b":" + data


# --- What stands in a log of gandan, and in its receipts (doc/verifiability.md).
def part_hash(name, value, key):
    return leaf_hash(key + counted(name.encode()) + counted(value.encode()))


def log_entry(salt, fields, parts):
    return b"gandan log 2\n" + sha256(salt + fields + root(parts))


def claimed_entry(claim):
    """The entry of the log that a receipt speaks of."""
    parts = [base64.b64decode(part["hash"]) if "hash" in part
             else part_hash(part["name"], part["value"], base64.b64decode(part["key"])) for part in claim["parts"]]
    return log_entry(base64.b64decode(claim["salt"]), claim["fields"].encode(), parts)


def inclusion_proof(index, leaves):
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return inclusion_proof(index, leaves[:k]) + [root(leaves[k:])]
    return inclusion_proof(index - k, leaves[k:]) + [root(leaves[:k])]


def proof_file(extra, index, proof, note):
    lines = ["c2sp.org/tlog-proof@v1", "extra " + base64.b64encode(extra).decode(), f"index {index}",
             *(base64.b64encode(hash).decode() for hash in proof), "", note]
    return "\n".join(lines)


class Log:
    """A log in a folder, as an operator could make one who holds its key."""

    def __init__(self, folder, name="gandan.example/log", seed=b"\1" * 32):
        self.folder, self.name, self.seed = pathlib.Path(folder), name, seed
        self.leaves, self.entries = [], []

    @property
    def key(self):
        return verifier_key(self.name, public_key(self.seed))

    def grow(self, *entries):
        added = [entry if isinstance(entry, bytes) else entry.encode() for entry in entries]
        self.entries += added
        self.leaves += map(leaf_hash, added)
        return self.write()

    def write(self):
        for path, data in {**tiles(self.leaves), **bundles(self.entries)}.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        text = f"{self.name}\n{len(self.leaves)}\n{base64.b64encode(root(self.leaves)).decode()}\n"
        (self.folder / "checkpoint").write_text(signed(text, self.name, self.seed), encoding="utf-8")
        return self

    def receipt(self, index, claim):
        """Of an entry that is claimed_entry(claim)."""
        extra = json.dumps(claim, ensure_ascii=False, separators=(",", ":")).encode()
        note = (self.folder / "checkpoint").read_text(encoding="utf-8")
        return proof_file(extra, index, inclusion_proof(index, self.leaves), note)


def claim_of(fields, values, hidden, log_key, salt=b"s" * 16, record_salt=b"r" * 16):
    """A claim that shows `values` and hides the rest, each under a key of its own."""
    parts = []
    for name, value in sorted({**values, **hidden}.items()):
        key = hmac.digest(record_salt, name.encode(), "sha256")
        if name in values:
            parts.append({"name": name, "value": value, "key": base64.b64encode(key).decode()})
        else:
            parts.append({"hash": base64.b64encode(part_hash(name, value, key)).decode()})
    return {"fields": "".join(f"{len(field.encode())}:{field}" for field in fields),
            "salt": base64.b64encode(salt).decode(), "parts": parts, "log_key": log_key}

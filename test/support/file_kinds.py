"""What strangers send: beginnings of a hundred kinds of files, names that are traps, types that are lies."""
import struct
import zlib

# By the first bytes; each is no whole file.
BEGINNINGS = [
    b"GIF87a\x01\x00\x01\x00", b"GIF89a\x01\x00\x01\x00", b"BM\x36\x00\x00\x00", b"II*\x00\x08\x00\x00\x00",
    b"MM\x00*\x00\x00\x00\x08", b"\x00\x00\x01\x00\x01\x00", b"8BPS\x00\x01", b"\x00\x00\x00\x0cjP  \r\n\x87\n",
    b"\xff\x0a", b"\x00\x00\x00\x0cJXL \r\n\x87\n", b"qoif", b"P6 1 1 255 ", b"#?RADIANCE\n", b"v/1\x01", b"FORM\x00\x00\x00\x00ILBM",
    b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", b"\xff\xd8\xff\xe1\x00\x10Exif\x00", b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", b"\x00\x00\x00\x18ftypmif1",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<?xml version='1.0'?><svg/>",
    b"MZ\x90\x00\x03\x00", b"\x7fELF\x02\x01\x01", b"\xca\xfe\xba\xbe\x00\x00\x00\x34", b"\xcf\xfa\xed\xfe\x07\x00\x00\x01",
    b"\x00asm\x01\x00\x00\x00", b"#!/bin/sh\nrm -rf /\n", b"#!/usr/bin/env python3\n", b"@echo off\r\n", b"dey\n035\x00", b"\x4c\x00\x00\x00\x01\x14\x02\x00",
    b"REGEDIT4\r\n", b"Windows Registry Editor Version 5.00", b"<script language=vbscript>", b"<html><script>alert(1)</script>",
    b"<!DOCTYPE html><body onload=alert(1)>", b"<?php system($_GET[0]); ?>", b"%PDF-1.7\n", b"%PDF-2.0\n1 0 obj<</JS(app.alert(1))>>endobj",
    b" %PDF-1.4", b"%!PS-Adobe-3.0\n", b"{\\rtf1\\ansi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xdb\xa5-\x00\x00\x00", b"AC1027\x00\x00",
    b"PK\x03\x04\x14\x00\x00\x00\x08\x00", b"PK\x05\x06" + bytes(18), b"PK\x07\x08", b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00", b"\x1f\x9d\x90", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"MSCF\x00\x00\x00\x00",
    b"!<arch>\ndebian-binary", b"\xed\xab\xee\xdb\x03\x00", b"a.txt" + bytes(252) + b"ustar\x0000", b"conectix", b"QFI\xfb", b"KDMV", b"koly",
    b"SQLite format 3\x00", b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", b"\x0a\x0d\x0d\x0a", b"-----BEGIN PRIVATE KEY-----\n", b"-----BEGIN PGP MESSAGE-----\n",
    b"\x85\x01\x0c\x03", b"d8:announce", b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCARD\r\n", b"From a@b Mon Jan 1\r\n", b"bplist00", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>",
    b"ID3\x03\x00\x00", b"\xff\xfb\x90\x64", b"fLaC\x00\x00\x00\x22", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"RIFF\x24\x00\x00\x00AVI LIST", b"OggS\x00\x02" + bytes(22) + b"\x01vorbis",
    b"OggS\x00\x02" + bytes(22) + b"OpusHead", b"OggS\x00\x02" + bytes(22) + b"\x80theora", b"MThd\x00\x00\x00\x06", b".snd\x00\x00\x00\x18", b"#!AMR\n", b"\x1aE\xdf\xa3\x01\x00\x00\x00", b"FLV\x01\x05", b"FWS\x06", b"CWS\x06",
    b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42", b"\x00\x00\x00\x14ftypqt  ", b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", b"\x00\x00\x01\xba", b"G" + bytes(187) + b"G",
    b"\x00\x01\x00\x00\x00\x0b", b"OTTO\x00\x0b", b"wOFF\x00\x01", b"wOF2\x00\x01", bytes(128) + b"DICM", b"{\"a\": 1}", b"a;b;c\n1;2;3\n", b"alert(document.cookie)", b"=cmd|'/c calc'!A0",
    b"\xef\xbb\xbf<html>", b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", b"\x00", b"\n", bytes(4096), b"\xff" * 4096,
]

NAMES = [name.encode() for name in [
    "ảnh.jpg", "đơn.pdf", "../../../etc/passwd", "..\\..\\windows\\system32\\x.dll", "/etc/shadow", "CON", "nul.txt", ".htaccess", "a" * 3000 + ".pdf",
    "anh\u202egpj.exe", "x.pdf\u0000.exe", "<img src=x onerror=alert(1)>.png", "%00.pdf", "%2e%2e%2fx.pdf", "a;b.pdf", "x\u200b.pdf", "🧱🏚️.jpg", " .pdf", ".", "..", "~", "$(reboot).pdf", "'; drop table files; --.pdf",
]] + [b"\xff\xfe\xfa.pdf", b"\xc3\x28.pdf", b"a\\\"b.pdf", b"tab\there.pdf", b""]

TYPES = ["application/pdf", "image/jpeg", "text/html", "image/svg+xml", "application/x-msdownload", "application/octet-stream", "x/" + "y" * 500, "text/plain; charset=utf-7", "multipart/mixed"]


def picture():
    """A whole PNG of one grey dot."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b""))

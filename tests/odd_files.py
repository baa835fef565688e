"""Odd files, made here: broken, huge, of the wrong kind, with something hidden in them; and what each shall become."""

import struct
import zipfile
import zlib
from io import BytesIO

from own import encoded, noise
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CLEAN = "clean"
SECRET = b"GPS 51.5007 N 0.1246 W Nora's phone <script>alert(1)</script>"


def exif(orientation=1):
    notes = Image.Exif()
    notes[0x010F], notes[0x0131], notes[0x0112] = "Nora's phone", SECRET.decode(), orientation
    notes.get_ifd(0x8825)[1], notes.get_ifd(0x8825)[2] = "N", (51.0, 30.0, 2.5)
    return notes.tobytes()


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, pixels=b"", *, bits=8, colour=2, more=b""):
    """A PNG by hand, with a head that may promise more than it holds."""
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
    )


def bomb():
    """Eleven thousand by eleven thousand grey pixels in a hundred kilobytes."""
    rows = zlib.compressobj(1)
    data = b"".join([*(rows.compress(bytes(11_001)) for _ in range(11_000)), rows.flush()])
    head = struct.pack(">IIBBBBB", 11_000, 11_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_bomb():
    many = chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(4_000_000)))
    return png(480, 480, bytes(481 * 480), colour=0, more=many)


def zipped():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("page.html", SECRET)
    return out.getvalue()


def moving(kind):
    return encoded(noise(), kind, save_all=True, append_images=[noise(seed=8)], duration=100)


def grey_16():
    return encoded(Image.frombytes("I;16", (480, 480), noise(480, 480, "LA").tobytes()), "PNG")


def palette():
    return encoded(noise().quantize(64), "PNG", transparency=3)


def profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def notes():
    words = PngInfo()
    words.add_text("Comment", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET.decode()}</x:xmpmeta>")
    return words


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
GIF_AND_SCRIPT = b"GIF89a/*" + bytes(40) + b"*/=1;alert(document.cookie)//" + SECRET
JPEG, PNG, WEBP = (lambda: encoded(noise())), (lambda: encoded(noise(), "PNG")), (lambda: encoded(noise(), "WEBP"))

# name of the case: (what is sent, under which file name, as which type, what it becomes)
ODD = {
    # nothing, or not a picture
    "zero bytes": (lambda: b"", "a.jpg", "image/jpeg", "empty"),
    "one byte": (lambda: b"\xff", "a.jpg", "image/jpeg", "no JPEG"),
    "text": (lambda: b"Hello, " + SECRET, "a.jpg", "image/jpeg", "no JPEG"),
    "HTML": (lambda: b"<!doctype html><title>x</title>" + SECRET, "a.png", "image/png", "no JPEG"),
    "SVG with a script": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + SECRET + b"</svg>", "a.svg",
                          "image/svg+xml", "no JPEG"),
    "SVG that says PNG": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "image/png", "no JPEG"),
    "PDF": (lambda: encoded(noise(), "PDF"), "a.pdf", "application/pdf", "no JPEG"),
    "ZIP": (zipped, "a.png", "image/png", "no JPEG"),
    "program": (lambda: b"MZ" + bytes(600) + SECRET, "a.jpg", "image/jpeg", "no JPEG"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic" + bytes(400), "IMG_1.HEIC", "image/heic", "Most Compatible"),
    # pictures of other kinds
    "GIF": (lambda: encoded(noise().quantize(), "GIF"), "a.gif", "image/gif", "no JPEG"),
    "GIF that moves": (lambda: moving("GIF"), "a.gif", "image/gif", "no JPEG"),
    "GIF and JavaScript": (lambda: GIF_AND_SCRIPT, "a.jpg", "image/jpeg", "no JPEG"),
    "TIFF": (lambda: encoded(noise(), "TIFF"), "a.tif", "image/tiff", "no JPEG"),
    "BMP": (lambda: encoded(noise(), "BMP"), "a.bmp", "image/bmp", "no JPEG"),
    "ICO": (lambda: encoded(noise(), "ICO"), "a.ico", "image/x-icon", "no JPEG"),
    "EPS": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" + SECRET, "a.eps", "image/jpeg", "no JPEG"),
    "JPEG 2000": (lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(90), "a.jp2", "image/jp2", "no JPEG"),
    # broken
    "JPEG cut off": (lambda: JPEG()[:4000], "a.jpg", "image/jpeg", "broken"),
    "PNG cut off": (lambda: PNG()[:4000], "a.png", "image/png", "broken"),
    "WebP cut off": (lambda: WEBP()[:4000], "a.webp", "image/webp", "broken|no JPEG"),
    "AVIF cut off": (lambda: encoded(noise(), "AVIF")[:2000], "a.avif", "image/avif", "broken|no JPEG"),
    "head of a JPEG": (lambda: JPEG()[:20], "a.jpg", "image/jpeg", "broken|no JPEG"),
    "PNG with wrong sums": (lambda: PNG()[:300] + bytes(50) + PNG()[350:], "a.png", "image/png", "broken"),
    "PNG without pixels": (lambda: png(480, 480), "a.png", "image/png", "broken"),
    # too much, too little
    "12 MB and one byte": (lambda: JPEG() + bytes(12 * 1024 * 1024), "a.jpg", "image/jpeg", "too large"),
    "bomb": (bomb, "a.png", "image/png", "too many pixels"),
    "bomb of text": (text_bomb, "a.png", "image/png", "no JPEG|broken"),
    "huge by its head": (lambda: png(60_000, 60_000), "a.png", "image/png", "too many pixels"),
    "long strip": (lambda: png(20_000, 400), "a.png", "image/png", "too many pixels"),
    "one pixel": (lambda: encoded(noise(1, 1)), "a.jpg", "image/jpeg", "too small"),
    "nothing wide": (lambda: png(0, 480), "a.png", "image/png", "no JPEG|broken|too small"),
    "PNG that moves": (lambda: moving("PNG"), "a.png", "image/png", "moves"),
    "WebP that moves": (lambda: moving("WEBP"), "a.webp", "image/webp", "moves"),
    "AVIF that moves": (lambda: moving("AVIF"), "a.avif", "image/avif", "moves"),
    # pictures, with something in them that nobody wants
    "JPEG with place and phone": (lambda: encoded(noise(), exif=exif()), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with XMP": (lambda: encoded(noise(), xmp=XMP), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with a comment": (lambda: encoded(noise(), comment=SECRET), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with a profile": (lambda: encoded(noise(), icc_profile=profile()), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with a broken profile": (lambda: encoded(noise(), icc_profile=SECRET), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with broken notes": (lambda: encoded(noise(), exif=b"Exif\0\0MM\0*" + SECRET), "a.jpg", "image/jpeg", CLEAN),
    "JPEG with a page behind it": (lambda: JPEG() + b"<html>" + SECRET, "a.html", "text/html", CLEAN),
    "two photos in one": (lambda: encoded(noise(), "MPO", save_all=True, append_images=[noise(seed=9)]), "a.jpg",
                          "image/jpeg", CLEAN),
    "PNG with notes": (lambda: encoded(noise(), "PNG", pnginfo=notes()), "a.png", "image/png", CLEAN),
    "PNG and ZIP": (lambda: PNG() + zipped(), "a.png", "image/png", CLEAN),
    "WebP with notes": (lambda: encoded(noise(), "WEBP", exif=exif(), xmp=XMP), "a.webp", "image/webp", CLEAN),
    "AVIF with notes": (lambda: encoded(noise(), "AVIF", exif=exif(), xmp=XMP), "a.avif", "image/avif", CLEAN),
    # pictures in odd colours
    "CMYK": (lambda: encoded(noise(mode="CMYK")), "a.jpg", "image/jpeg", CLEAN),
    "grey": (lambda: encoded(noise(mode="L")), "a.jpg", "image/jpeg", CLEAN),
    "16 bits": (grey_16, "a.png", "image/png", CLEAN),
    "16 bits of colour": (lambda: png(480, 480, b"".join(b"\0" + noise(480, 2, "RGB", n).tobytes() for n in range(480)),
                                      bits=16), "a.png", "image/png", CLEAN),
    "palette with transparency": (palette, "a.png", "image/png", CLEAN),
    "grey with transparency": (lambda: encoded(noise(mode="LA"), "PNG"), "a.png", "image/png", CLEAN),
    "colour with transparency": (lambda: encoded(noise(mode="RGBA"), "PNG"), "a.png", "image/png", CLEAN),
    "black and white": (lambda: encoded(noise(mode="L").convert("1"), "PNG"), "a.png", "image/png", CLEAN),
    "lossless WebP": (lambda: encoded(noise(), "WEBP", lossless=True), "a.webp", "image/webp", CLEAN),
    # odd names
    "JPEG that says PNG": (JPEG, "a.png", "image/png", CLEAN),
    "PNG that says text": (PNG, "a.txt", "text/plain", CLEAN),
    "a way up": (JPEG, "../../../../etc/cron.d/nora.jpg", "image/jpeg", CLEAN),
    "a way up on Windows": (JPEG, "..\\..\\nora.jpg", "image/jpeg", CLEAN),
    "a null byte": (JPEG, "nora.php\0.jpg", "image/jpeg", CLEAN),
    "300 letters": (JPEG, "n" * 300 + ".jpg", "image/jpeg", CLEAN),
    "other letters": (JPEG, "Фото 👶 für Bo.jpg", "image/jpeg", CLEAN),
    "a name that runs": (JPEG, "<img src=x onerror=alert(1)>.jpg", "image/jpeg", CLEAN),
    "a dot": (JPEG, ".", "image/jpeg", "plain page"),
    "no type": (JPEG, "a.jpg", "", CLEAN),
}  # fmt: skip

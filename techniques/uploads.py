"""From whatever was sent to clean pictures: decoded, upright, in sRGB, drawn anew, with nothing brought along."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from massage_site.uploads import MOST_OF_ONE

WIDTHS = (480, 960, 1280)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")  # Pillow may look at nothing else: each decoder more is a door more
MOST_PIXELS = 50_000_000  # the largest photo of a phone today; decoded, 150 MB for a moment
LONGEST, SHORTEST = 12_000, 320  # pixels along one side
BEHIND = (255, 255, 255)  # what shows where a picture was transparent
QUALITY = 80
SRGB = ImageCms.createProfile("sRGB")


class NotAPicture(Exception):
    """Nothing was kept. `words` is the sentence for the person who sent it."""

    def __init__(self, words: str | Promise):
        self.words = words
        super().__init__(str(words))


@dataclass(frozen=True)
class CleanPicture:
    files: dict[int, bytes]  # by width
    width: int  # of the largest
    height: int


EMPTY = _("This file is empty.")
TOO_HEAVY = _("This file is too large. At most 12 MB fit.")
OTHER = _("This is no JPEG, PNG, WebP or AVIF picture.")
HEIC = _("This is a HEIC photo. Save it as JPEG first: on an iPhone, under Camera, Formats, choose “Most Compatible”.")
BROKEN = _("This picture is broken, or it did not arrive whole. Try it once more.")
MOVES = _("This picture moves. Send one still picture.")
TOO_LARGE = _("This picture has too many pixels. Send it smaller: at most 50 million.")
TOO_SMALL = _("This picture is too small. Each side needs at least 320 pixels.")


def clean(data: bytes) -> CleanPicture:
    """Draw the picture anew in up to three widths, as WebP. Raises NotAPicture with a sentence."""
    if not data:
        raise NotAPicture(EMPTY)
    if len(data) > MOST_OF_ONE:
        raise NotAPicture(TOO_HEAVY)
    image = _decoded(_opened(data))
    widths = [width for width in WIDTHS if width <= image.width] or [image.width]
    files = {width: _webp(image, width) for width in widths}
    return CleanPicture(files, widths[-1], _height(image, widths[-1]))


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPicture(TOO_LARGE) from None
    except Exception:
        raise NotAPicture(HEIC if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1") else OTHER) from None
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST:
        raise NotAPicture(TOO_LARGE)
    if min(width, height) < SHORTEST:
        raise NotAPicture(TOO_SMALL)
    # phones put a second, brighter picture behind a JPEG (MPO): the first one is the photo
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise NotAPicture(MOVES)
    return image


def _decoded(image: Image.Image) -> Image.Image:
    """Upright, in sRGB, without transparency."""
    try:
        if image.format in ("JPEG", "MPO"):
            image.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a large photo is decoded at a part of its size
        image.load()
        return _flat(_in_srgb(_upright(image)))
    except Exception:  # the decoders raise whatever they like at broken data
        raise NotAPicture(BROKEN) from None


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a spoilt note on how it was held is no reason to refuse the picture
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    profile, mode = image.info.get("icc_profile"), image.mode
    if mode.startswith("I"):  # 16 bits of grey: the upper eight are what a screen shows
        return image.convert("I").point([value >> 8 for value in range(65536)], "L")
    if mode in ("1", "P", "PA", "LA", "La", "RGBa"):
        return image.convert("RGBA")
    if profile and mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            wanted = "RGBA" if mode == "RGBA" else "RGB"
            return ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode=wanted)
        except (
            ImageCms.PyCMSError,
            OSError,
            TypeError,
            ValueError,
        ):  # a profile that does not fit its picture: the plain colours are close enough
            pass
    return image


def _flat(image: Image.Image) -> Image.Image:
    """A new picture of nothing but pixels; what lay hidden under transparent ones is gone too."""
    paper = Image.new("RGB", image.size, BEHIND)
    image = image if image.mode in ("RGB", "RGBA") else image.convert("RGB")
    paper.paste(image, mask=image if image.mode == "RGBA" else None)
    return paper


def _webp(image: Image.Image, width: int) -> bytes:
    # half a pixel off each edge: a WebP that has the right size already would come out with blocks of its own bytes
    box = (0.5, 0.5, image.width - 0.5, image.height - 0.5)
    small = image.resize((width, _height(image, width)), Image.Resampling.LANCZOS, box, reducing_gap=2.0)
    out = BytesIO()
    small.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _height(image: Image.Image, width: int) -> int:
    return max(1, round(image.height * width / image.width))

"""The sources of a unit's rules, by the names a lead knows them by, and where to read them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from techniques.benefits import NOTE_LINK


@dataclass(frozen=True)
class Source:
    words: Promise
    link: str = ""


NOTE = Source(_("A mother’s note from a NICU, 2015"), NOTE_LINK)
SAN_DIEGO = Source(
    _("San Diego Breastfeeding Center, on massage for babies in the NICU"),
    "https://sdbfpc.zendesk.com/hc/en-us/articles/23448709580567-Infant-Massage-for-NICU-Babies",
)
CAMBRIDGE = Source(
    _("Cambridge University Hospitals (NHS), leaflet on infant massage on the neonatal unit"),
    "https://www.cuh.nhs.uk/patient-information/infant-massage-on-the-neonatal-unit",
)
NOT_TO_MASSAGE = Source(
    _("PhysicalTherapy.com, an instructor on when not to massage a baby"),
    "https://www.physicaltherapy.com/ask-the-experts/infant-massage-contraindications-3413",
)
AFTER_VACCINES = Source(
    _("To Baby and Beyond, an instructor on massage after vaccines"),
    "https://tobabyandbeyond.learnworlds.com/blog/why-is-it-not-appropriate-to-massage-baby-after-theyve-been-immunised",
)
AAP = Source(
    _("American Academy of Pediatrics, words for ages, 2004 (reaffirmed 2008 and 2021)"),
    "https://pediatrics.aappublications.org/node/42802.full.print",
)
CORRECTED = Source(
    _("BetweenDoctors, on follow-ups of preterm babies by corrected age"),
    "https://betweendoctors.com/blog/premature-baby-corrected-age-followups",
)
SENSE = Source(_("SENSE programme, University of Southern California"), "https://chan.usc.edu/nicu/sense")
CORE_MEASURES = Source(
    _("Core measures for developmentally supportive care in neonatal units, 2009"),
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC2779463/table/tbl4",
)
NICU_TO_HOME = Source(_("NICU to Home, on talking with families"), "https://www.nicutohome.org/communicate")
TEACH_BACK = Source(_("A paper on teach-back"), "https://pmc.ncbi.nlm.nih.gov/articles/PMC7156258")
NEWBORN_OILS = Source(
    _("Olive and sunflower oil on newborn skin, 115 babies"),
    "http://www.medicaljournals.se/acta/content/?doi=10.2340/00015555-2279",
)
ADULT_OILS = Source(
    _("Danby, olive and sunflower oil on adult skin, 2013"),
    "https://www.semanticscholar.org/paper/Effect-of-Olive-and-Sunflower-Seed-Oil-on-the-Adult-Danby-alenezi/"
    "4df30a3b628bc6290875f844d75f1821aee3b1f4",
)
CREAMS = Source(
    _("Cochrane review of creams and ointments for preterm babies, 2021"),
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC8104155",
)
SIGNS = Source(_("Als, on the signs that newborn babies give, 1982"))
LURIE = Source(
    _("Lurie Children’s Hospital, on the behaviour of babies in the NICU"),
    "https://www.luriechildrens.org/en/blog/understanding-your-nicu-babys-behavior/",
)
INFERRED = Source(_("our own inference, in no source"))

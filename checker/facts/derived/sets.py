"""Words that only a set of institutions can supply; ``checker.auditing.sets`` works them out."""

from __future__ import annotations

from checker.facts.columns import of_set
from checker.values import Sort

of_set(
    "institution.straight_line_to_home_organisation",
    sort=Sort.NUMBER,
    unit="km",
    label={
        "kk": "Жиынтықтағы ең жақын үйде қызмет көрсету ұйымына дейінгі түзу қашықтық",
        "ru": "Расстояние по прямой до ближайшей в совокупности организации надомного обслуживания",
        "en": "Straight-line distance to the nearest home care organisation of the set",
    },
)
of_set(
    "institution.shares_register_entry",
    sort=Sort.YESNO,
    label={
        "kk": "Тіркелімдегі сол БСН мен қызмет көрсету жағдайының жиынтықтың басқа ұйымында болуы",
        "ru": "Тот же БИН и те же условия обслуживания в реестре у другой организации совокупности",
        "en": "The same BIN and conditions of service in the register at another of the set",
    },
)
of_set(
    "institution.in_register_extract",
    sort=Sort.YESNO,
    label={
        "kk": "Ұйымның жиынтыққа қоса берілген тіркелім үзіндісінде болуы",
        "ru": "Наличие организации в выписке из реестра, приложенной к совокупности",
        "en": "Presence of the organisation in the register extract given with the set",
    },
)
of_set(
    "institution.register_extract_agrees",
    sort=Sort.YESNO,
    label={
        "kk": "Тіркелім үзіндісінің санаттар, қуаттылық және шығару күні бойынша сәйкестігі",
        "ru": "Совпадение с выпиской из реестра по категориям, мощности и дню исключения",
        "en": "Agreement with the register extract on categories, capacity and day of removal",
    },
)
of_set(
    "recipient.also_served_since",
    sort=Sort.DATE,
    personal=True,
    label={
        "kk": "Жиынтықтың басқа ұйымы қызмет алушыға қатар қызмет көрсете бастаған күн",
        "ru": "День, с которого получателя обслуживает и другая организация совокупности",
        "en": "Day since which another organisation of the set serves the recipient as well",
    },
)
of_set(
    "transfer.admitted_on",
    sort=Sort.DATE,
    label={
        "kk": "Қабылдайтын ұйымға түскен күн",
        "ru": "День поступления в принимающую организацию",
        "en": "Day of the admission by the receiving organisation",
    },
)
of_set(
    "transfer.file_arrived",
    sort=Sort.YESNO,
    label={
        "kk": "Қабылдайтын ұйымда жеке іс қағаздарының болуы",
        "ru": "Наличие личного дела в принимающей организации",
        "en": "Presence of the personal file at the receiving organisation",
    },
)
of_set(
    "specialist.units_elsewhere",
    sort=Sort.NUMBER,
    unit="units",
    label={
        "kk": "Маманның жиынтықтың басқа ұйымдарындағы мөлшерлемелері",
        "ru": "Ставки специалиста в других организациях совокупности",
        "en": "Units of staff held by the specialist at others of the set",
    },
)

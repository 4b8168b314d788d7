"""What invented records are made of."""

# Länder with their share of the records, roughly that of the inhabitants.
LAENDER = {
    "Nordrhein-Westfalen": 18.0, "Bayern": 13.4, "Baden-Württemberg": 11.3, "Niedersachsen": 8.1, "Hessen": 6.4,
    "Rheinland-Pfalz": 4.2, "Sachsen": 4.1, "Berlin": 3.8, "Schleswig-Holstein": 3.0, "Brandenburg": 2.6,
    "Sachsen-Anhalt": 2.2, "Thüringen": 2.1, "Hamburg": 1.9, "Mecklenburg-Vorpommern": 1.6, "Saarland": 1.0,
    "Bremen": 0.7,
}  # fmt: skip
TOWNS = (
    "Altenau", "Birkenfurt", "Dornstadt", "Eschwalde", "Falkenried", "Grünhagen", "Hohenlinde", "Immental",
    "Kaltenbrück", "Lerchenau", "Mühlrode", "Neuweiler", "Oberfeld", "Quellheim", "Rabenau", "Seewinkel",
)  # fmt: skip
FIELDS = (
    "Photonik", "Leichtbau", "Medizintechnik", "Kreislaufwirtschaft", "Robotik", "Mikroelektronik", "Wasserstoff",
    "Logistik", "Ernährung", "Holzbau", "Umwelttechnik", "Games",
)  # fmt: skip
NOUNS = ("Werkstoff", "Daten", "Sensor", "Energie", "Prüf", "Lern", "Modell", "Klima", "Stoff", "Licht", "Takt", "Form")
VERBS = ("verbindet", "berät", "fördert", "vertritt", "schult", "vernetzt")
BODIES = ("Betriebe", "Institute", "Kommunen", "Hochschulen", "Verbände", "Start-ups", "Werkstätten", "Kliniken")
MARKETS = ("Polen", "Frankreich", "Japan", "China", "Kanada", "Indien", "Schweden", "Italien", "Brasilien", "Kenia")
GIVEN = ("Vera", "Timo", "Ayşe", "Jörg", "Lena", "Marek", "Ines", "Oleg", "Silke", "Hakan")
FAMILIES = ("Beispiel", "Muster", "Probst", "Messner", "Zufall", "Würfel", "Tester", "Erdacht", "Folge", "Reihe")

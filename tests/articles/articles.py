"""Invented articles in the style of the sources; nothing in them is true."""

ARTICLE = """Textilnetz Erzgebirge: Fäden, die verbinden

Im Herbst 2019 wurde das Netzwerk TexNet Erzgebirge e. V. in Annaberg-Buchholz gegründet. Zwölf Betriebe waren dabei, \
inzwischen zählt es mehr als 60 Mitglieder. „Allein hätten wir den Schritt nie gewagt“, sagt Vorstandsvorsitzende \
Heike Lorenz. Unterstützt wird der Verein von der IHK Chemnitz, der Hochschule Mittweida und dem Sächsischen \
Staatsministerium für Regionalentwicklung.

Der Hub „Smart Fibre“ soll im Frühjahr 2023 eröffnen. Er wird aus dem Programm „Regio-Faden“ und aus dem EFRE bezahlt.

Kontakt:
Dr. Yusuf Brandt
Bahnhofstraße 12
0945 Annaberg-Buchholz
Telefon: 03733 / 555 12-0
Mobil: 0171 12
yusuf.brandt@texnet.example

Mehr unter http://www.texnet-erzgebirge.example/.
"""

WEB_PAGE = """<h1>Drei Cluster für den Norden</h1>
<script>alert("Cluster Skript Nord")</script><style>.x { color: red }</style>
<p>Mit dem <a href="http://www.meer-cluster.example/" title="Website Hafenforum Bremen">Maritimen Cluster Ostsee</a>
und der Initiative „Wasserstoff-Küste“ wächst der Norden.</p>
<h2>Netzwerke</h2>
<ul><li><a href="https://dev.portal.example/netz">Küstenlogistik Nord</a>: Netzwerk der Häfen</li>
<li><a href="https://biohub-kiel.example">BioHub Kiel</a>: Cluster für Biotechnologie</li></ul>
<p>Ansprechpartnerin: Frau Maren Thießen, Tel.: +49 431 9919-4711, E-Mail: thiessen@wtsh.example</p>
"""

PRESS = """Landkreis Oberland
Presseinformation Nr. 47/2026
Oberlingen, 12. März 2026

Metallring Oberland nimmt zwei neue Betriebe auf

Der Metallring Oberland e. V. wächst weiter: Damit zählt der Zusammenschluss von Werkstätten jetzt 34 Mitglieder. \
Gegründet wurde er im Herbst 2017.

Neue Mitglieder sind die Zerspanung Huber GmbH und die Stahlbau Reitmeier KG. Die Kreissparkasse Oberland beschäftigt \
rund 410 Menschen.

Gefördert wird der Metallring aus dem Programm „Handwerk im Verbund“ von Januar 2025 bis Dezember 2027 mit \
180.000 Euro.

Am 18. Juni 2026 lädt der Metallring zur Lehrstellenbörse „Funkenflug“ in die Stadthalle Oberlingen ein. Eine eigene \
Akademie ist bis 2029 geplant.
"""

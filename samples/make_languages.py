"""Write french.yaml and spanish.yaml: made-up clients, the same in every run.

The files are committed, so nobody has to run this; make_samples.py writes the
other clients.
"""
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))

# What a month is to the year, January first.
SEASON = [0.86, 0.84, 0.97, 1.02, 1.05, 1.0, 0.98, 0.96, 1.04, 1.1, 1.34, 1.42]
MONTHS = 27  # from April 2024

FRENCH_HEAD = """\
reportgen: 1
client:
  name: "Maison Lavandière & Fils"
  locale: fr-FR
  currency: EUR
  industry: Artisanat
report:
  period:
    from: "2026-04-01"
    to: "2026-06-30"
  as_of: "2026-07-06"
  status: final
  prepared_by:
    - { name: Élodie Garnier, role: Directrice de clientèle }
targets:
  revenue: 148000
  cpa: 29
narrative:
  summary: "Un trimestre solide : la recherche payante porte la croissance, les réseaux sociaux marquent le pas."
  did:
    - Nouvelles pages produit pour les coffrets
  wins:
    - Les coffrets cadeaux font monter le panier moyen
  misses:
    - Les réseaux sociaux restent sous leur niveau de l’an dernier
  next:
    - Préparer l’offre de Noël
    - Tester deux nouveaux formats vidéo
  asks:
    - Votre accord pour 6 000 € de budget supplémentaire
commitments:
  - { what: Mettre en ligne les pages des coffrets, owner: Agence, due: "2026-05-04", status: done, evidence: En ligne depuis le 4 mai }
  - { what: Fournir les photos de l’atelier, owner: Lavandière, due: "2026-06-12", status: late, evidence: Attendues mi-juillet }
actions:
  - { what: Refaire les visuels produit, owner: Élodie Garnier, due: "2026-07-20", status: open }
  - { what: Livrer les photos de l’atelier, owner: Jean Lavandière, due: "2026-06-12", status: late }
decisions:
  - { decision: "Déplacer 3 000 € des réseaux sociaux vers la recherche", by: Jean Lavandière, due: "2026-07-15", cost_of_delay: "Environ 40 commandes par mois" }
risks:
  - { what: Hausse des coûts par clic avant Noël, likelihood: 3, impact: 4, owner: Agence, mitigation: Démarrer plus tôt }
budget:
"""

FRENCH_SOURCES = """\
sources:
  - { id: ads, name: Google Ads, as_of: "2026-07-05", attribution: "clics sur 30 jours, selon les données" }
  - { id: boutique, name: Boutique en ligne, as_of: "2026-07-06", attribution: "commandes confirmées, hors taxes" }
definitions: { revenue: "Hors taxes, avant retours" }
facts:
"""

SPANISH_HEAD = """\
reportgen: 1
client:
  name: "Cerámica Peñalver, S. L."
  locale: es-ES
  currency: EUR
  industry: Artesanía
report:
  period:
    from: "2026-04-01"
    to: "2026-06-30"
  as_of: "2026-07-06"
  status: final
  prepared_by:
    - { name: Lucía Ibáñez, role: Directora de cuentas }
targets:
  revenue: 168000
  cpa: 27
narrative:
  summary: "Un trimestre sólido: la búsqueda de pago sostiene el crecimiento y las redes sociales se estancan."
  did:
    - Nuevas páginas para las vajillas
  wins:
    - Los juegos completos elevan el valor medio del pedido
  misses:
    - Las redes sociales siguen por debajo del año pasado
  next:
    - Preparar la campaña de Navidad
    - Probar dos formatos de vídeo
  asks:
    - Su visto bueno a 6000 € de presupuesto adicional
commitments:
  - { what: Publicar las páginas de vajillas, owner: Agencia, due: "2026-05-04", status: done, evidence: En línea desde el 4 de mayo }
  - { what: Entregar las fotos del taller, owner: Peñalver, due: "2026-06-12", status: late, evidence: Previstas para mediados de julio }
actions:
  - { what: Renovar las imágenes de producto, owner: Lucía Ibáñez, due: "2026-07-20", status: open }
  - { what: Entregar las fotos del taller, owner: Tomás Peñalver, due: "2026-06-12", status: late }
decisions:
  - { decision: "Pasar 3000 € de redes sociales a búsqueda", by: Tomás Peñalver, due: "2026-07-15", cost_of_delay: "Unos 40 pedidos al mes" }
risks:
  - { what: Subida del coste por clic antes de Navidad, likelihood: 3, impact: 4, owner: Agencia, mitigation: Empezar antes }
budget:
"""

SPANISH_SOURCES = """\
sources:
  - { id: ads, name: Google Ads, as_of: "2026-07-05", attribution: "clics de 30 días, según los datos" }
  - { id: tienda, name: Tienda en línea, as_of: "2026-07-06", attribution: "pedidos confirmados, sin impuestos" }
definitions: { revenue: "Sin impuestos, antes de devoluciones" }
facts:
"""

# Channel, campaign, spend a month, conversions a click, value factor.
FRENCH = [
    ("Recherche payante", "Bougies parfumées – recherche", 5200, 0.031, 31),
    ("Réseaux sociaux", "L’été en Provence", 3600, 0.024, 27),
    ("Infolettre", "Les coulisses de l’atelier", 1900, 0.045, 24)]
SPANISH = [
    ("Búsqueda de pago", "Vajillas – búsqueda", 4800, 0.029, 34),
    ("Redes sociales", "Mañanas de otoño", 3900, 0.022, 29),
    ("Boletín", "Cuadernos del taller", 1700, 0.048, 26)]

FRENCH_LINES = ["Recherche payante", "Réseaux sociaux",
                "Honoraires de l’agence"]
SPANISH_LINES = ["Búsqueda de pago", "Redes sociales",
                 "Honorarios de la agencia"]


def facts(rng, channels):
    """A row a month and channel; the second channel shrinks."""
    rows = []
    for i in range(MONTHS):
        month, year = (3 + i) % 12, 2024 + (3 + i) // 12
        for j, (channel, campaign, base, rate, value) in enumerate(channels):
            growth = 1 + 0.006 * i * (1 if j != 1 else -0.4)
            spend = round(base * SEASON[month] * growth *
                          rng.uniform(0.96, 1.04), 2)
            clicks = int(spend / (0.82 + 0.09 * j) * rng.uniform(0.97, 1.03))
            impressions = int(clicks / (0.021 + 0.004 * j))
            conversions = int(clicks * rate * rng.uniform(0.95, 1.06))
            revenue = round(conversions * value * 4.1 *
                            rng.uniform(0.98, 1.02), 2)
            rows.append(
                f'  - {{ date: "{year}-{month + 1:02d}-01", '
                f'channel: {channel}, campaign: {campaign}, '
                f'impressions: {impressions}, clicks: {clicks}, '
                f'spend: {spend}, conversions: {conversions}, '
                f'revenue: {revenue} }}\n')
    return "".join(rows)


def budget(rng, lines):
    rows = []
    for month in (4, 5, 6):
        for line, kind, plan in zip(lines, ("media", "media", "fee"),
                                    (5600, 3700, 2400)):
            actual = (plan if kind == "fee" else
                      round(plan * rng.uniform(0.95, 1.07), 2))
            rows.append(f'  - {{ line: {line}, kind: {kind}, '
                        f'month: "2026-{month:02d}", plan: {plan}, '
                        f'actual: {actual} }}\n')
    return "".join(rows)


def write(name, seed, head, lines, sources, channels):
    rng = random.Random(seed)
    rows = facts(rng, channels)
    with open(os.path.join(HERE, name), "w", encoding="utf-8",
              newline="\n") as f:
        f.write(head + budget(rng, lines) + sources + rows)


if __name__ == "__main__":
    write("french.yaml", 41, FRENCH_HEAD, FRENCH_LINES, FRENCH_SOURCES, FRENCH)
    write("spanish.yaml", 42, SPANISH_HEAD, SPANISH_LINES, SPANISH_SOURCES,
          SPANISH)

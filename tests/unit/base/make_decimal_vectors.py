#!/usr/bin/env python3
"""Write decimal_vectors.inc: results of Python's decimal module (libmpdec).

Run in this folder; the output is the same every time.
"""
import random
import struct
from decimal import (Context, Decimal, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR,
                     ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP)

CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144,
                  traps=[])
WIDE = Context(prec=9000, Emin=-99999, Emax=99999, traps=[])
MODES = {'ROUND_HALF_AWAY': ROUND_HALF_UP, 'ROUND_HALF_EVEN': ROUND_HALF_EVEN,
         'ROUND_DOWN': ROUND_DOWN, 'ROUND_UP': ROUND_UP,
         'ROUND_FLOOR': ROUND_FLOOR, 'ROUND_CEILING': ROUND_CEILING}
rand = random.Random(34)


def number(most_digits, most_exponent):
    count = rand.randint(1, most_digits)
    kind = rand.random()
    if kind < 0.15:
        digits = '9' * count
    elif kind < 0.3:
        digits = '1' + '0' * (count - 1)
    elif kind < 0.4:
        digits = '5' * count
    else:
        digits = str(rand.randint(0, 10 ** count - 1))
    exponent = rand.randint(-most_exponent, most_exponent)
    sign = rand.choice(['', '-'])
    return Decimal(f'{sign}{digits}e{exponent}')


def pairs(count):
    edge = ['0', '1', '-1', '0.00', '1e34', '9999999999999999999999999999999999',
            '-9999999999999999999999999999999999', '5e-34', '1e-33', '3', '7',
            '0.1', '0.2', '18446744073709551615', '18446744073709551616']
    for a in edge:
        for b in edge:
            yield Decimal(a), Decimal(b)
    for i in range(count):
        digits = rand.choice([3, 10, 18, 20, 34])
        exponent = rand.choice([0, 3, 8, 40, 90])
        a, b = number(digits, exponent), number(digits, exponent)
        if i % 5 == 0:  # close to each other, so that digits cancel
            b = CONTEXT.multiply(a, Decimal(1 + rand.randint(1, 9) * 1e-9))
        yield a, b


def text(d):
    return f'{d:E}'.replace('E', 'e')


def row(kind, *cells):
    print('    { ' + ', '.join([kind] + [f'"{c}"' for c in cells]) + ' },')


print('/* Made by make_decimal_vectors.py from Python decimal; do not edit. */')
for a, b in pairs(220):
    for kind, f in (('ADD', CONTEXT.add), ('SUBTRACT', CONTEXT.subtract),
                    ('MULTIPLY', CONTEXT.multiply)):
        row(kind, text(a), text(b), text(f(a, b)))
    row('COMPARE', text(a), text(b), str(WIDE.compare(a, b)))
    if b:
        row('DIVIDE', text(a), text(b), text(CONTEXT.divide(a, b)))
        rest = WIDE.remainder(a, b)
        if rest and (rest < 0) != (b < 0):
            rest = WIDE.add(rest, b)
        whole = WIDE.divide(WIDE.subtract(a, rest), b)
        row('FLOOR', text(a), text(b), text(CONTEXT.plus(whole)))
        row('REMAINDER', text(a), text(b), text(CONTEXT.plus(rest)))

for i in range(150):
    a = number(34, 36)
    if i % 3 == 0:
        a = Decimal(rand.randint(-99, 99)) / 2 + 0
    places = rand.randint(-3, 12) if i % 3 else 0
    for mode, python_mode in MODES.items():
        unit = Decimal(1).scaleb(-places)
        expect = a
        if a.as_tuple().exponent < -places:
            expect = a.quantize(unit, rounding=python_mode, context=WIDE)
        row(mode, text(a), str(places), text(expect))

for i in range(60):
    a = abs(number(6, 3)) + 1
    n = rand.randint(-30, 30)
    row('POWER', text(a), str(n), text(CONTEXT.power(a, n)))

for i in range(120):
    bits = rand.getrandbits(64)
    d = struct.unpack('d', struct.pack('Q', bits))[0]
    if i % 2:
        d = round(rand.uniform(-1e6, 1e6), rand.randint(0, 6))
    if d == d and abs(d) != float('inf'):
        row('DOUBLE', d.hex(), '', text(Decimal(repr(d)).normalize()))

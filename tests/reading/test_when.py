from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import parse_date
from geo.reading.calendars import month_of, year_of
from geo.reading.date_words import LANGUAGES
from geo.reading.when import When, find_dateline, find_dates

# Every report below is published on this Friday, unless the sentence says otherwise.
PUBLISHED = "2026-01-30"

# Language -> sentence -> all that is to be found in it: kind, date, the words themselves.
SENTENCES: dict[str, dict[str, list[tuple[str, str, str]]]] = {
    "en": {
        "Russian crews left the airport on Tuesday, two officers said.": [("on", "2026-01-27", "Tuesday")],
        "The depot was emptied on December 23, 2025, and sealed.": [("on", "2025-12-23", "December 23, 2025")],
        "A column of 2,000 troops crossed in 2019 with F-16 cover.": [("on", "2019", "2019")],
        "They have held the hill since the beginning of 2016.": [("since", "2016", "since the beginning of 2016")],
        "Marines have been at the airstrip since last March.": [("since", "2025-03", "since last March")],
        "It has been there for seven years, under a lease that runs until 2049.": [
            ("since", "2019", "for seven years"),
            ("until", "2049", "until 2049"),
        ],
        "Some 300 men arrived in the past two weeks; the first came seven years ago.": [
            ("past_span", "2026-01-16/2026-01-30", "in the past two weeks"),
            ("on", "2019", "seven years ago"),
        ],
        "The garrison dates from the 1990s and was rebuilt in mid-2024.": [
            ("since", "199X", "from the 1990s"),
            ("on", "2024", "mid-2024"),
        ],
        "Yesterday, Thursday, the flag came down; last week it still flew.": [
            ("on", "2026-01-29", "Yesterday, Thursday"),
            ("on", "2026-01-19/2026-01-25", "last week"),
        ],
        "Work began early this month and will end in March.": [
            ("on", "2026-01", "early this month"),
            ("on", "2026-03", "March"),
        ],
        "From 2015 onwards jets flew from there, three days ago the last did.": [
            ("since", "2015", "From 2015 onwards"),
            ("on", "2026-01-27", "three days ago"),
        ],
        "The camp (2012-2018) had a radar, two months ago it was sold.": [
            ("on", "2012/2018", "2012-2018"),
            ("on", "2025-11", "two months ago"),
        ],
        "Between January and March 2025 the unit moved; in late 2024 it had not.": [
            ("on", "2025-01/2025-03", "January and March 2025"),
            ("on", "2024", "late 2024"),
        ],
        "The mandate ends on 5 March 2027, a year after the 14 January vote.": [
            ("on", "2027-03-05", "5 March 2027"),
            ("on", "2026-01-14", "14 January"),
        ],
        "By December 2026 they should be gone, the minister said last Friday.": [
            ("until", "2026-12", "By December 2026"),
            ("on", "2026-01-23", "last Friday"),
        ],
        "For a decade nobody came, but in December 2023, and again in March last year, ships did.": [
            ("since", "2016", "For a decade"),
            ("on", "2023-12", "December 2023"),
            ("on", "2025-03", "March last year"),
        ],
        "Observed 2026-01-12 and 1/20/2026 on the north apron.": [
            ("on", "2026-01-12", "2026-01-12"),
            ("on", "2026-01-20", "1/20/2026"),
        ],
    },
    "ar": {
        "غادرت القوات المطار يوم الثلاثاء وفق مصدر عسكري.": [("on", "2026-01-27", "يوم الثلاثاء")],
        "انسحب الجنود في 26 كانون الثاني 2026 من القاعدة.": [("on", "2026-01-26", "26 كانون الثاني 2026")],
        "وصلت القافلة في 14 أوت 2025 إلى المعسكر.": [("on", "2025-08-14", "14 أوت 2025")],
        "افتتحت القاعدة في يناير ٢٠١٩ بحضور الوزير.": [("on", "2019-01", "يناير ٢٠١٩")],
        "يتمركزون هناك منذ عام 2019 دون انقطاع.": [("since", "2019", "منذ عام 2019")],
        "عددهم ثابت منذ عامين بحسب الأهالي.": [("since", "2024", "منذ عامين")],
        "أخلت القوات الموقع قبل سبع سنوات ولم تعد.": [("on", "2019", "قبل سبع سنوات")],
        "وصل ألفا جندي خلال الأسبوعين الماضيين.": [("past_span", "2026-01-16/2026-01-30", "خلال الأسبوعين الماضيين")],
        "شوهدت الآليات أمس الخميس قرب المدرج.": [("on", "2026-01-29", "أمس الخميس")],
        "بقيت القوة هناك حتى عام 2049 بموجب الاتفاق.": [("until", "2049", "حتى عام 2049")],
        "عززت موسكو وجودها الأسبوع الماضي وفي مطلع العام الجاري.": [
            ("on", "2026-01-19/2026-01-25", "الأسبوع الماضي"),
            ("on", "2026", "في مطلع العام الجاري"),
        ],
        "آلت الثكنة إلى الجيش في فيفري الماضي بعد وجود يعود إلى التسعينيات.": [
            ("on", "2025-02", "فيفري الماضي"),
            ("on", "199X", "التسعينيات"),
        ],
        "هبطت الطائرة في 23/12/2025 وعلى متنها 2000 صندوق.": [("on", "2025-12-23", "23/12/2025")],
        "أقيم الموقع في تشرين الثاني من العام الماضي قرب القرية.": [("on", "2025-11", "تشرين الثاني من العام الماضي")],
        "جاء الانسحاب في الثالث من ديسمبر 2025.": [("on", "2025-12-03", "الثالث من ديسمبر 2025")],
    },
    "ru": {
        "Военные покинули аэродром во вторник, сообщил источник.": [("on", "2026-01-27", "вторник")],
        "База закрыта 26 января 2026 года приказом министра.": [("on", "2026-01-26", "26 января 2026 года")],
        "Отряд стоит там с 2019 года.": [("since", "2019", "с 2019 года")],
        "С начала 2016 года здесь дежурят Су-25 и Ми-8.": [("since", "2016", "С начала 2016 года")],
        "Гарнизон закрыли ещё в 2015 году, семь лет назад здесь был склад.": [
            ("on", "2015", "2015 году"),
            ("on", "2019", "семь лет назад"),
        ],
        "Соглашение действует до 2049 года.": [("until", "2049", "до 2049 года")],
        "За последние две недели прибыло 2000 человек.": [
            ("past_span", "2026-01-16/2026-01-30", "За последние две недели")
        ],
        "На прошлой неделе колонна ушла, вчера вернулась.": [
            ("on", "2026-01-19/2026-01-25", "На прошлой неделе"),
            ("on", "2026-01-29", "вчера"),
        ],
        "Посты сняли в феврале, а в декабре 2024 г. их ещё строили.": [
            ("on", "2025-02", "феврале"),
            ("on", "2024-12", "декабре 2024 г."),
        ],
        "Осенью 2023 года подписали договор, в 1990-е здесь стоял полк.": [
            ("on", "2023", "Осенью 2023 года"),
            ("on", "199X", "1990-е"),
        ],
        "Уже семь лет пост занимает рота, с прошлого года с ней сапёры.": [
            ("since", "2019", "Уже семь лет"),
            ("since", "2025", "с прошлого года"),
        ],
        "Снимок от 23.12.2025 показал десять машин.": [("on", "2025-12-23", "23.12.2025")],
        "С 2015 по 2019 год здесь был госпиталь.": [("on", "2015/2019", "С 2015 по 2019 год")],
        "Первая колонна ушла 11-го числа, последняя в минувшее воскресенье.": [
            ("on", "2026-01-11", "11-го числа"),
            ("on", "2026-01-25", "минувшее воскресенье"),
        ],
    },
    "tr": {
        "Askerler üssü salı günü terk etti.": [("on", "2026-01-27", "salı günü")],
        "Konvoy 26 Ocak 2026'da yola çıktı.": [("on", "2026-01-26", "26 Ocak 2026")],
        "Birlik 2019'dan beri orada.": [("since", "2019", "2019'dan beri")],
        "Üs 2017'de açıldı, 2.000 asker var.": [("on", "2017", "2017")],
        "2020 yılının şubat ayından beri oradalar.": [("since", "2020-02", "2020 yılının şubat ayından beri")],
        "Yedi yıldır üste görev yapıyorlar.": [("since", "2019", "Yedi yıldır")],
        "Pist yedi yıl önce yapıldı.": [("on", "2019", "yedi yıl önce")],
        "Son iki haftada 300 kişi geldi.": [("past_span", "2026-01-16/2026-01-30", "Son iki haftada")],
        "Geçen hafta radar söküldü, dün kule yıkıldı.": [
            ("on", "2026-01-19/2026-01-25", "Geçen hafta"),
            ("on", "2026-01-29", "dün"),
        ],
        "Anlaşma 2049'a kadar geçerli.": [("until", "2049", "2049'a kadar")],
        "Kasım ayında varılan mutabakat uygulandı.": [("on", "2025-11", "Kasım ayında")],
        "Birlik haziran sonuna kadar ülkesine dönecek.": [("until", "2026-06", "haziran sonuna kadar")],
        "23.12.2025 tarihinde çekilen fotoğrafta F-16 yok.": [("on", "2025-12-23", "23.12.2025")],
        "Geçen kış bir üs kuruldu, bu ay boşaltıldı.": [
            ("on", "2024-12/2025-02", "Geçen kış"),
            ("on", "2026-01", "bu ay"),
        ],
        "1990'larda burada bir radar vardı.": [("on", "199X", "1990'larda")],
    },
    "ku": {
        "Leşker roja sêşemê ji baregehê derketin.": [("on", "2026-01-27", "roja sêşemê")],
        "Karwan 26ê Rêbendana 2026an gihîşt balafirgehê.": [("on", "2026-01-26", "26ê Rêbendana 2026an")],
        "Tirk ji sala 1997an ve li wir in.": [("since", "1997", "ji sala 1997an ve")],
        "Bingeh di sala 2019an de hat vekirin.": [("on", "2019", "sala 2019an")],
        "Ew ê heta Îlona 2026an bimînin.": [("until", "2026-09", "heta Îlona 2026an")],
        "Îro karwanek derket, duh jî yek derketibû.": [("on", "2026-01-30", "Îro"), ("on", "2026-01-29", "duh")],
        "Hefteya borî radar hat hilanîn.": [("on", "2026-01-19/2026-01-25", "Hefteya borî")],
        "Berî heft salan baregeh hat avakirin.": [("on", "2019", "Berî heft salan")],
        "Sala borî hejmara wan kêm bû.": [("on", "2025", "Sala borî")],
        "Ji destpêka vê mehê ve barên xwe girê didin.": [("since", "2026-01", "Ji destpêka vê mehê ve")],
        "Di meha Mijdarê de peymanek hat îmzekirin.": [("on", "2025-11", "meha Mijdarê")],
        "Di hefteya yekem a Berfanbarê ya 2024an de derketin.": [
            ("on", "2024-12-01/2024-12-07", "Di hefteya yekem a Berfanbarê ya 2024an")
        ],
        "Berî sê rojan 2000 leşker hatin.": [("on", "2026-01-27", "Berî sê rojan")],
        "Wêne di 23.12.2025an de hat kişandin.": [("on", "2025-12-23", "23.12.2025")],
    },
    "ckb": {
        "سەربازەکان ڕۆژی سێشەممە بنکەکەیان چۆڵ کرد.": [("on", "2026-01-27", "ڕۆژی سێشەممە")],
        "کاروانەکە لە 26ی کانوونی دووەمی 2026 گەیشت.": [("on", "2026-01-26", "26ی کانوونی دووەمی 2026")],
        "تورکیا لە 1995ەوە لەوێیە.": [("since", "1995", "1995ەوە")],
        "بنکەکە لە ساڵی ٢٠١٩ کرایەوە.": [("on", "2019", "ساڵی ٢٠١٩")],
        "تا ساڵی 2049 دەمێننەوە.": [("until", "2049", "تا ساڵی 2049")],
        "ئەمڕۆ فڕۆکەیەک هەڵسا، دوێنێ دوو فڕۆکە.": [("on", "2026-01-30", "ئەمڕۆ"), ("on", "2026-01-29", "دوێنێ")],
        "هەفتەی ڕابردوو ڕادارەکە هەڵگیرا.": [("on", "2026-01-19/2026-01-25", "هەفتەی ڕابردوو")],
        "پێش حەوت ساڵ بنکەکە دروست کرا.": [("on", "2019", "پێش حەوت ساڵ")],
        "ساڵی ڕابردوو ژمارەیان کەم بوو.": [("on", "2025", "ساڵی ڕابردوو")],
        "مانگی ڕابردوو هاتن بۆ ئەوێ.": [("on", "2025-12", "مانگی ڕابردوو")],
        "لە 15ی ڕێبەندانی 2725 کشانەوە.": [("on", "2026-02-04", "15ی ڕێبەندانی 2725")],
        "سێ ڕۆژ لەمەوبەر 2000 سەرباز گەیشتن.": [("on", "2026-01-27", "سێ ڕۆژ لەمەوبەر")],
        "لە ئەیلوولی 2025 ڕێککەوتن کرا.": [("on", "2025-09", "ئەیلوولی 2025")],
        "وێنەکە لە 23/12/2025 گیراوە.": [("on", "2025-12-23", "23/12/2025")],
    },
    "fa": {
        "نیروها روز سه‌شنبه پایگاه را ترک کردند.": [("on", "2026-01-27", "روز سه‌شنبه")],
        "پایگاه از ۲۷ دی در اختیار ارتش است.": [("since", "2026-01-17", "از ۲۷ دی")],
        "سربازان ۱۱ تیر ۱۴۰۰ بگرام را ترک گفتند.": [("on", "2021-07-02", "۱۱ تیر ۱۴۰۰")],
        "از سال ۱۳۹۸ در آنجا مستقرند.": [("since", "2019-03-21/2020-03-19", "از سال ۱۳۹۸")],
        "ایران از سال ۲۰۱۷ در آن پهپاد نگه می‌داشت.": [("since", "2017", "از سال ۲۰۱۷")],
        "پایگاه در آذر ۱۴۰۳ رها شد.": [("on", "2024-11-21/2024-12-20", "آذر ۱۴۰۳")],
        "بقیه تا پایان مارس می‌روند.": [("until", "2026-03", "تا پایان مارس")],
        "دو هفته پیش ۲۰۰۰ نفر رسیدند.": [("on", "2026-01-16", "دو هفته پیش")],
        "طی دو ماه گذشته دو پاسگاه ساخته شد.": [("past_span", "2025-11/2026-01", "طی دو ماه گذشته")],
        "هفته گذشته رادار برچیده شد و دیروز برج.": [
            ("on", "2026-01-19/2026-01-25", "هفته گذشته"),
            ("on", "2026-01-29", "دیروز"),
        ],
        "هفت سال است که آنجا هستند.": [("since", "2019", "هفت سال است که")],
        "این قرارداد تا سال ۲۰۴۹ اعتبار دارد.": [("until", "2049", "تا سال ۲۰۴۹")],
        "هواپیماها در ۲۶ ژانویه ۲۰۲۶ برخاستند.": [("on", "2026-01-26", "۲۶ ژانویه ۲۰۲۶")],
        "در تاریخ ۱۴۰۴/۱۰/۳۰ تخلیه شد.": [("on", "2026-01-20", "۱۴۰۴/۱۰/۳۰")],
        "شب جمعه گذشته پایگاه خالی شد.": [("on", "2026-01-29", "شب جمعه گذشته")],
    },
    "fr": {
        "Les soldats ont quitté le camp mardi, selon deux élus.": [("on", "2026-01-27", "mardi")],
        "La base a été rendue au Niger le 5 août 2024.": [("on", "2024-08-05", "5 août 2024")],
        "La France y conduit depuis mai 2022 un bataillon.": [("since", "2022-05", "depuis mai 2022")],
        "Ils y sont depuis sept ans, avec 2 000 hommes.": [("since", "2019", "depuis sept ans")],
        "Le poste fut fermé il y a sept ans.": [("on", "2019", "il y a sept ans")],
        "Le bail court jusqu'en 2049.": [("until", "2049", "jusqu'en 2049")],
        "La semaine dernière, un convoi est parti ; hier, un autre.": [
            ("on", "2026-01-19/2026-01-25", "La semaine dernière"),
            ("on", "2026-01-29", "hier"),
        ],
        "Ils ont décampé en octobre 2019, puis en 2021.": [("on", "2019-10", "octobre 2019"), ("on", "2021", "2021")],
        "Depuis le début de 2016, l'emprise est vide.": [("since", "2016", "Depuis le début de 2016")],
        "Ces deux dernières semaines, 300 hommes sont arrivés.": [
            ("past_span", "2026-01-16/2026-01-30", "Ces deux dernières semaines")
        ],
        "L'an dernier, à la mi-2025, ils étaient 350.": [("on", "2025", "L'an dernier"), ("on", "2025", "mi-2025")],
        "Dans les années 1990, la piste servait aux Mirage 2000.": [("on", "199X", "les années 1990")],
        "Abéché a été restituée le 11 janvier, Faya en mars dernier.": [
            ("on", "2026-01-11", "11 janvier"),
            ("on", "2025-03", "mars dernier"),
        ],
        "Trois places d'armes fermeront d'ici à 2030.": [("until", "2030", "d'ici à 2030")],
        "L'image du 23/12/2025 montre un radar.": [("on", "2025-12-23", "23/12/2025")],
    },
    "de": {
        "Die Soldaten zogen am Dienstag ab.": [("on", "2026-01-27", "Dienstag")],
        "Das Tor fiel am 29. Juni 2021 ins Schloss.": [("on", "2021-06-29", "29. Juni 2021")],
        "Die Truppe steht seit 2017 in Rukla.": [("since", "2017", "seit 2017")],
        "Seit sieben Jahren liegt dort ein Bataillon mit 2000 Soldaten.": [("since", "2019", "Seit sieben Jahren")],
        "Der Posten wurde vor sieben Jahren geräumt.": [("on", "2019", "vor sieben Jahren")],
        "Bis Ende 2027 sollen dort 4800 Mann stehen.": [("until", "2027", "Bis Ende 2027")],
        "In den vergangenen zwei Wochen kamen 300 Mann.": [
            ("past_span", "2026-01-16/2026-01-30", "In den vergangenen zwei Wochen")
        ],
        "Vergangene Woche fuhr ein Konvoi, gestern ein zweiter.": [
            ("on", "2026-01-19/2026-01-25", "Vergangene Woche"),
            ("on", "2026-01-29", "gestern"),
        ],
        "Seit Anfang 2016 ist die Basis leer.": [("since", "2016", "Seit Anfang 2016")],
        "Im Sommer 2015 gingen die Briten, im Dezember 2024 die Russen.": [
            ("on", "2015", "Im Sommer 2015"),
            ("on", "2024-12", "Dezember 2024"),
        ],
        "In den 1990er Jahren flogen dort Tornados.": [("on", "199X", "den 1990er Jahren")],
        "Die Aufnahme vom 23.12.2025 zeigt zwei Hangars.": [("on", "2025-12-23", "23.12.2025")],
        "Im März wird die Rollbahn erneuert, das Gesetz gilt bis 2049.": [
            ("on", "2025-03", "März"),
            ("until", "2049", "bis 2049"),
        ],
        "Von 2015 bis 2019 lag hier ein Lazarett.": [("on", "2015/2019", "Von 2015 bis 2019")],
        "Letzten Dienstag und im vorigen Oktober gab es Übungen.": [
            ("on", "2026-01-27", "Letzten Dienstag"),
            ("on", "2025-10", "vorigen Oktober"),
        ],
    },
    "es": {
        "Los soldados dejaron la base el martes.": [("on", "2026-01-27", "martes")],
        "El avión llegó el 22 de enero de 2026 a Caracas.": [("on", "2026-01-22", "22 de enero de 2026")],
        "La fuerza está allí desde 1983, con unos 2000 efectivos.": [("since", "1983", "desde 1983")],
        "Desde hace siete años operan en la pista.": [("since", "2019", "Desde hace siete años")],
        "El puesto se cerró hace siete años.": [("on", "2019", "hace siete años")],
        "El acuerdo rige hasta 2049.": [("until", "2049", "hasta 2049")],
        "En las últimas dos semanas llegaron 300 hombres.": [
            ("past_span", "2026-01-16/2026-01-30", "En las últimas dos semanas")
        ],
        "La semana pasada salió un convoy y ayer otro.": [
            ("on", "2026-01-19/2026-01-25", "La semana pasada"),
            ("on", "2026-01-29", "ayer"),
        ],
        "Desde principios de 2016 el campo está vacío.": [("since", "2016", "Desde principios de 2016")],
        "El aeródromo quedó vacío en noviembre del 99.": [("on", "1999-11", "noviembre del 99")],
        "Estados Unidos reabrió en agosto la escuela que entregó en 1999.": [
            ("on", "2025-08", "agosto"),
            ("on", "1999", "1999"),
        ],
        "En los años 90 hubo allí un radar.": [("on", "199X", "los años 90")],
        "El año pasado eran 800; a mediados de 2024, más.": [
            ("on", "2025", "El año pasado"),
            ("on", "2024", "a mediados de 2024"),
        ],
        "Entre 2015 y 2019 sirvió de hospital.": [("on", "2015/2019", "Entre 2015 y 2019")],
        "La foto del 23/12/2025 muestra un F-16.": [("on", "2025-12-23", "23/12/2025")],
    },
    "it": {
        "I militari hanno lasciato la base martedì.": [("on", "2026-01-27", "martedì")],
        "La nave è salpata il 3 dicembre 2025 da Tobruk.": [("on", "2025-12-03", "3 dicembre 2025")],
        "Il contingente ha casa lì dal 2003.": [("since", "2003", "dal 2003")],
        "Da sette anni presidiano la pista con 2000 militari.": [("since", "2019", "Da sette anni")],
        "Il posto fu chiuso sette anni fa.": [("on", "2019", "sette anni fa")],
        "L'intesa vale fino al 2049.": [("until", "2049", "fino al 2049")],
        "Nelle ultime due settimane sono arrivati 300 uomini.": [
            ("past_span", "2026-01-16/2026-01-30", "Nelle ultime due settimane")
        ],
        "La settimana scorsa è partito un convoglio, ieri un altro.": [
            ("on", "2026-01-19/2026-01-25", "La settimana scorsa"),
            ("on", "2026-01-29", "ieri"),
        ],
        "Dall'inizio del 2016 il campo è vuoto.": [("since", "2016", "Dall'inizio del 2016")],
        "L'avamposto è stato smantellato a settembre.": [("on", "2025-09", "settembre")],
        "Era il gennaio del 2008, nell'estate del 2016 tornarono.": [
            ("on", "2008-01", "gennaio del 2008"),
            ("on", "2016", "estate del 2016"),
        ],
        "Negli anni '90 c'era un radar.": [("on", "199X", "anni '90")],
        "La bandiera verrà ammainata entro maggio.": [("until", "2026-05", "entro maggio")],
        "L'anno scorso erano 800, alla fine del 2024 di più.": [
            ("on", "2025", "L'anno scorso"),
            ("on", "2024", "alla fine del 2024"),
        ],
        "La foto del 23/12/2025 mostra un F-16.": [("on", "2025-12-23", "23/12/2025")],
    },
    "pt": {
        "Os soldados deixaram a base na terça-feira.": [("on", "2026-01-27", "terça-feira")],
        "O navio chegou em 22 de janeiro de 2026 a Natal.": [("on", "2026-01-22", "22 de janeiro de 2026")],
        "A força está lá desde 1983, com 2000 militares.": [("since", "1983", "desde 1983")],
        "Está há sete anos na pista.": [("since", "2019", "há sete anos")],
        "O posto fechou há sete anos.": [("on", "2019", "há sete anos")],
        "O acordo vigora até 2049.": [("until", "2049", "até 2049")],
        "Nas últimas duas semanas chegaram 300 homens.": [
            ("past_span", "2026-01-16/2026-01-30", "Nas últimas duas semanas")
        ],
        "A semana passada partiu um comboio e ontem outro.": [
            ("on", "2026-01-19/2026-01-25", "A semana passada"),
            ("on", "2026-01-29", "ontem"),
        ],
        "Desde o início de 2016 o campo está vazio.": [("since", "2016", "Desde o início de 2016")],
        "Em setembro de 2019 montaram arraiais em Mueda e três meses depois foram embora.": [
            ("on", "2019-09", "setembro de 2019"),
            ("on", "2019-12", "três meses depois"),
        ],
        "No verão passado eram duzentos.": [("on", "2025", "verão passado")],
        "Na década de 1990 havia um radar.": [("on", "199X", "década de 1990")],
        "O navio fica a partir de 2027 em São Vicente.": [("since", "2027", "a partir de 2027")],
        "No ano passado eram 800; em meados de 2024, mais.": [
            ("on", "2025", "No ano passado"),
            ("on", "2024", "em meados de 2024"),
        ],
        "A foto de 23/12/2025 mostra um F-16.": [("on", "2025-12-23", "23/12/2025")],
    },
    "uk": {
        "Військові залишили базу у вівторок.": [("on", "2026-01-27", "вівторок")],
        "Росіяни покинули острів 30 червня 2022 року.": [("on", "2022-06-30", "30 червня 2022 року")],
        "Загін стоїть там з 2019 року.": [("since", "2019", "з 2019 року")],
        "З початку 2016 року тут чергують Су-25.": [("since", "2016", "З початку 2016 року")],
        "Сім років тому тут був склад, у 2015 році його закрили.": [
            ("on", "2019", "Сім років тому"),
            ("on", "2015", "2015 році"),
        ],
        "Угода діє до 2049 року.": [("until", "2049", "до 2049 року")],
        "За останні два тижні прибуло 2000 осіб.": [("past_span", "2026-01-16/2026-01-30", "За останні два тижні")],
        "Минулого тижня колона пішла, вчора повернулася.": [
            ("on", "2026-01-19/2026-01-25", "Минулого тижня"),
            ("on", "2026-01-29", "вчора"),
        ],
        "Рота відбула ще в листопаді, торік її було більше.": [("on", "2025-11", "листопаді"), ("on", "2025", "торік")],
        "Пункт влаштували влітку в порожній школі.": [("on", "2025", "влітку")],
        "Вже сім років пост займає рота.": [("since", "2019", "Вже сім років")],
        "Знімок від 23.12.2025 показав Т-4.": [("on", "2025-12-23", "23.12.2025")],
        "З 2015 по 2019 рік тут був шпиталь.": [("on", "2015/2019", "З 2015 по 2019 рік")],
        "У 1990-х роках тут стояв полк.": [("on", "199X", "1990-х роках")],
    },
    "he": {
        "החיילים עזבו את הבסיס ביום שלישי.": [("on", "2026-01-27", "יום שלישי")],
        "הכוח יצא ב-26 בינואר 2026 מן השדה.": [("on", "2026-01-26", "26 בינואר 2026")],
        "המטוס נחת ב-26 בינואר, לדברי עד.": [("on", "2026-01-26", "26 בינואר")],
        "הם מחזיקים במנחת מאז 2021.": [("since", "2021", "מאז 2021")],
        "הבסיס נפתח בשנת 2019, עם 2000 חיילים.": [("on", "2019", "שנת 2019")],
        "לפני שנתיים נסגר המוצב.": [("on", "2024", "לפני שנתיים")],
        "לפני שבע שנים הוקם המגדל.": [("on", "2019", "לפני שבע שנים")],
        "הם שם כבר שבע שנים.": [("since", "2019", "כבר שבע שנים")],
        "ההסכם בתוקף עד 2049.": [("until", "2049", "עד 2049")],
        "בשבוע שעבר יצאה שיירה, אתמול עוד אחת.": [
            ("on", "2026-01-19/2026-01-25", "בשבוע שעבר"),
            ("on", "2026-01-29", "אתמול"),
        ],
        "המוצב נתפס בדצמבר עם קריסת המשטר.": [("on", "2025-12", "דצמבר")],
        'הם עזבו בחודש תשרי תשפ"ו.': [("on", "2025-09-23/2025-10-22", 'חודש תשרי תשפ"ו')],
        "אחרוני החיילים יצאו אתמול (חמישי).": [("on", "2026-01-29", "אתמול (חמישי)")],
        "צולם ב-23.12.2025 עם אף-16.": [("on", "2025-12-23", "23.12.2025")],
        'בשנות ה-90 היה שם מכ"ם.': [("on", "199X", "שנות ה-90")],
    },
    "zh": {
        "美军周二撤出基地。": [("on", "2026-01-27", "周二")],
        "最后一批车队2026年1月26日离开。": [("on", "2026-01-26", "2026年1月26日")],
        "车队1月26日驶往伊拉克。": [("on", "2026-01-26", "1月26日")],
        "自2016年以来，那里驻有2000名士兵。": [("since", "2016", "自2016年以来")],
        "司令部早在2018年即已迁走。": [("on", "2018", "2018年")],
        "协议有效期到2049年。": [("until", "2049", "到2049年")],
        "过去两周有300人抵达。": [("past_span", "2026-01-16/2026-01-30", "过去两周")],
        "七年前这里是仓库。": [("on", "2019", "七年前")],
        "上周雷达被拆除，昨天塔台也拆了。": [("on", "2026-01-19/2026-01-25", "上周"), ("on", "2026-01-29", "昨天")],
        "美军本月11日撤出坦夫，15日移交沙达迪。": [("on", "2026-01-11", "本月11日"), ("on", "2026-01-15", "15日")],
        "去年11月达成协议。": [("on", "2025-11", "去年11月")],
        "2024年12月，俄军撤离。": [("on", "2024-12", "2024年12月")],
        "今年起将引入新装备，第201基地去年换装。": [("since", "2026", "今年起"), ("on", "2025", "去年")],
        "七年来，F-16一直在此。": [("since", "2019", "七年来")],
        "20世纪90年代这里有雷达。": [("on", "199X", "20世纪90年代")],
        "照片摄于2025-12-23，距边境1500公里。": [("on", "2025-12-23", "2025-12-23")],
    },
}

CASES = [(language, text, expected) for language, texts in SENTENCES.items() for text, expected in texts.items()]


def told(text: str, language: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    found = find_dates(text, language=language, published=published)
    return [(each.kind, each.date, text[each.start : each.end]) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_all_expressions_of_a_sentence_are_found_and_no_other(
    language: str, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(text, language) == expected


def test_every_language_has_a_dozen_sentences_at_least() -> None:
    assert {language: len(texts) >= 12 for language, texts in SENTENCES.items()} == dict.fromkeys(LANGUAGES, True)


# --- what is no date ------------------------------------------------------------------------------------------------

NO_DATES = {
    "en": [
        "2,000 troops and 1,500 km of wire.",
        "Base 101, F-16, Resolution 2254 and the Mirage 2000.",
        "Prices rose 12.5% to $2,019 a tonne.",
        "Call +44 20 7946 2019 or 555-2015.",
        "Some 2019 people lived there.",
        "They may march 15 km on a sunny morning.",
        "The island stays leased for 99 years.",
        "The visit was extended for two years.",
        "He is 45 and lives at 2024 Main Street.",
        "See https://example.org/2025/12/24/story and v2.12.2019.1.",
        "Sections 1-5 of the second report.",
        "Cut from 2000 to 1900 troops, in groups of between 2000 and 2500 men.",
    ],
    "ar": [
        "وصل 2000 جندي إلى القاعدة 101.",
        "القرار 2254 والطائرة إف-16.",
        "فتح باب الصوامع صباحاً.",
        "ارتفع السعر 12.5 في المئة إلى 2019 دولاراً.",
    ],
    "ru": [
        "Прибыло 2000 военных, 201-я база.",
        "Резолюция 2254, Су-25 и МиГ-31К.",
        "Цена выросла на 0,8% до 2019 рублей.",
        "Выход на воду до 20-й мили.",
    ],
    "tr": [
        "2.000 asker, 1.500 km tel.",
        "F-16 ve 2254 sayılı karar.",
        "Elliye yakın kişinin kaldığı üs kısa sürede boşaldı.",
        "Fiyat 2019 lira oldu.",
    ],
    "ku": ["2000 leşker hatin.", "Biryara 2254 û F-16.", "Nanê xwe bi cîranan re par kirin û li wir in."],
    "ckb": ["2000 سەرباز گەیشتن.", "بڕیاری 2254 و F-16.", "لە 150 کەسەوە بۆ 60 کەس."],
    "fa": ["۲۰۰۰ سرباز رسیدند.", "قطعنامه ۲۲۵۴ و اف-۱۶.", "به بزرگی ۴٫۷ ریشتر، ۱۲۰۰ رأس دام."],
    "fr": [
        "2 000 soldats et 1 500 km.",
        "La résolution 2254, le Mirage 2000 et la base 101.",
        "Le cours perd 0,4 % à 2019 euros.",
        "Tél. 01.45.23.67.89.",
    ],
    "de": [
        "2000 Soldaten und 1.500 km.",
        "Resolution 2254, F-16 und Kaserne 101.",
        "Der Preis stieg um 12,5% auf 2019 Euro.",
    ],
    "es": ["2000 soldados y 1.500 km.", "La resolución 2254 y la base 101.", "Subió el 12,5% hasta 2019 euros."],
    "it": ["2000 soldati e 1.500 km.", "La risoluzione 2254 e la base 101.", "Sale del 12,5% fino a 2019 euro."],
    "pt": ["2000 soldados e 1.500 km.", "A resolução 2254 e a base 101.", "A segunda base e a terça parte da força."],
    "uk": ["2000 військових і 1500 км.", "Резолюція 2254, МіГ-31К, база 101.", "Вихід на воду до 20-ї години."],
    "he": ['2000 חיילים ו-1500 ק"מ.', "החלטה 2254 ומטוסי אף-16.", "הכוח הראשון והבסיס השני."],
    "zh": ["2000名士兵，1500公里。", "第201基地，2254号决议，F-16。", "涨12.5%至2019美元。"],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in NO_DATES.items() for text in texts]
)
def test_numbers_that_are_no_dates_are_left_alone(language: str, text: str) -> None:
    assert told(text, language) == []


def test_every_language_has_numbers_that_are_no_dates() -> None:
    assert set(NO_DATES) == set(LANGUAGES)


# --- how well the day of publication is known -----------------------------------------------------------------------

SAID = "Yesterday, last month, last year, on 5 March 2024, in May and for seven years."


@pytest.mark.parametrize(
    ("published", "dates"),
    [
        ("2026-01-30", ["2026-01-29", "2025-12", "2025", "2024-03-05", "2025-05", "2019"]),
        ("2026-01", ["2025-12", "2025", "2024-03-05", "2025-05", "2019"]),
        ("2026", ["2025", "2024-03-05", "2019"]),
        ("2025/2026", ["2024-03-05"]),
        (None, ["2024-03-05"]),
    ],
)
def test_relative_dates_need_as_much_of_the_day_of_publication_as_they_count(
    published: str | None, dates: list[str]
) -> None:
    assert [date for _, date, _ in told(SAID, "en", published)] == dates


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        ("It left on December 31.", "2026-01-01", "2025-12-31"),
        ("It left on January 1.", "2026-01-01", "2026-01-01"),
        ("It left on February 29.", "2026-01-30", "2024-02-29"),
        ("It left in January.", "2026-01-01", "2026-01"),
        ("It left last January.", "2026-01-30", "2025-01"),
        ("It left on Friday.", "2026-01-30", "2026-01-30"),
        ("It left last Friday.", "2026-01-30", "2026-01-23"),
        ("It will leave on Friday.", "2026-01-30", "2026-02-06"),
        ("It will leave in December.", "2026-01-30", "2026-12"),
        ("It left two months ago.", "2026-01-30", "2025-11"),
        ("It left 24 months ago.", "2026-03", "2024-03"),
        ("It left last week.", "2026-01-04", "2025-12-22/2025-12-28"),
        ("It left last winter.", "2026-07-01", "2025-12/2026-02"),
        ("It stays until March.", "2026-01-30", "2026-03"),
        ("They left nearly seven years ago.", "2026-01-30", "2019~"),
        ("They left about two weeks ago.", "2026-01-30", "2026-01"),
        ("They left a decade ago.", "2026-01-30", "2016"),
        ("It grew over the past decade.", "2026-01-30", "2016/2026"),
        ("It stays until at least 2049.", "2026-01-30", "2049"),
        ("It grew in the first week of December.", "2026-01-30", "2025-12-01/2025-12-07"),
        ("It closed next summer, they say.", "2026-07-30", "2027"),
        ("Rain fell over the weekend.", "2026-01-25", "2026-01-24/2026-01-25"),
        ("Rain fell over the weekend.", "2026-01-30", "2026-01-24/2026-01-25"),
        ("It was open December 2023–January 2024.", "2026-01-30", "2023-12/2024-01"),
        ("It opened in 2011-12.", "2026-01-30", "2011/2012"),
    ],
)
def test_a_date_is_counted_from_publication(text: str, published: str, date: str) -> None:
    assert [each.date for each in find_dates(text, language="en", published=published)] == [date]


def test_by_a_date_that_has_gone_by_is_when_it_had_come_about() -> None:
    assert told("By 2019 they had left, by 2027 they will be back.", "en") == [
        ("on", "2019", "2019"),
        ("until", "2027", "by 2027"),
    ]


def test_later_is_counted_from_the_date_last_spoken_of() -> None:
    assert told("In May 2024 they came; three months later they left.", "en") == [
        ("on", "2024-05", "May 2024"),
        ("on", "2024-08", "three months later"),
    ]
    assert told("Three months later they left.", "en") == []


def test_the_words_of_a_month_do_not_take_the_year_of_another_clause() -> None:
    assert told("Рота відбула в листопаді, торік їх було більше.", "uk") == [
        ("on", "2025-11", "листопаді"),
        ("on", "2025", "торік"),
    ]


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert told("Seen on 31 February 2025, 2025-02-30 and 30/02/2025.", "en") == []


def test_day_comes_before_month_but_in_english() -> None:
    assert told("Le 05/06/2025.", "fr")[0][1] == "2025-06-05"
    assert told("On 05/06/2025.", "en")[0][1] == "2025-05-06"


@pytest.mark.parametrize("published", ["30.01.2026", "January", ""])
def test_a_day_of_publication_that_is_not_edtf_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        find_dates("yesterday", language="en", published=published)


def test_a_language_without_a_table_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'xx'"):
        find_dates("yesterday", language="xx", published=None)
    with pytest.raises(ValueError, match="'xx'"):
        find_dateline("yesterday", language="xx")


def test_offsets_count_in_the_text_given() -> None:
    text = "قا\u0650عدة «İ» \u200fمنذ  عام\n٢٠١٩، e\u0301te\u0301"
    start, end = text.index("منذ"), text.index("،")
    assert find_dates(text, language="ar", published=None) == [When(start, end, "since", "2019")]


def test_an_expression_does_not_reach_across_a_blank_line() -> None:
    assert told("They left on 5\n\nMarch 2024 was calm.", "en") == [("on", "2024-03", "March 2024")]
    assert told("They left on 5\nMarch 2024.", "en") == [("on", "2024-03-05", "5\nMarch 2024")]


# --- the head of a report --------------------------------------------------------------------------------------------

HEADS = [
    ("en", "BAGHDAD, Aug. 24, 2025 - Convoys have begun to leave.", "2025-08-24"),
    ("en", "Troops leave\n\nDec. 24, 2025 • 2 min read\n\nThey left in 2019.", "2025-12-24"),
    ("en", "Published: 24 December 2025 10:33 GMT\nTroops left on 5 May 2024.", "2025-12-24"),
    ("en", "DAMASCUS (2026-01-26) - Troops left.", "2026-01-26"),
    ("en", "By Jane Doe\nJanuary 26, 2026\nTroops left.", "2026-01-26"),
    ("ru", "Москва. 26 января 2026 г. /ТАСС/. Военные ушли.", "2026-01-26"),
    ("ru", "КИШИНЁВ, 17 июня 2025 г. — Премьер-министр сказал.", "2025-06-17"),
    ("ar", "الجزائر، 14 أوت 2025 - أكدت مصادر.", "2025-08-14"),
    ("ar", "دمشق 26 كانون الثاني 2026 (سانا) - قال مصدر.", "2026-01-26"),
    ("zh", "2026年1月26日\n美军撤出。", "2026-01-26"),
    ("zh", "发布时间：2026-01-26 10:20\n美军撤出。", "2026-01-26"),
    ("tr", "ŞANLIURFA, 12 Aralık 2024 - Askerler gitti.", "2024-12-12"),
    ("tr", "DUHOK (19.08.2025) - Aileler bekliyor.", "2025-08-19"),
    ("fa", "بغداد، ۳۰ دی ۱۴۰۴ ــ یک منبع گفت.", "2026-01-20"),
    ("fr", "OUAGADOUGOU, 14 novembre 2024 — À Loumbila.", "2024-11-14"),
    ("fr", "Publié le 5 août 2024 à 10h30\nLes soldats.", "2024-08-05"),
    ("de", "Berlin, 18. November 2025 - Die Soldaten.", "2025-11-18"),
    ("es", "CARACAS, 22 de enero de 2026 - Los técnicos.", "2026-01-22"),
    ("it", "TUNISI, 3 dicembre 2020 - Secondo le foto.", "2020-12-03"),
    ("pt", "LISBOA, 22 de janeiro de 2026 - Os soldados.", "2026-01-22"),
    ("uk", "КИЇВ, 16 грудня 2024 року — Росія вивозить.", "2024-12-16"),
    ("he", "ירושלים, 26 בינואר 2026 - החיילים עזבו.", "2026-01-26"),
    ("ku", "QAMIŞLO, 26ê Rêbendana 2026an - Leşker derketin.", "2026-01-26"),
    ("ckb", "هەولێر، 26ی کانوونی دووەمی 2026 - سەرچاوەیەک.", "2026-01-26"),
]

NO_HEADS = [
    ("en", "DAMASCUS - The base was emptied on December 23, 2025, officials said."),
    ("en", "On 5 March 2024, Russian troops left the base."),
    ("en", "Troops have been there since 5 March 2024 - a long time."),
    ("en", "The base that Moscow opened\nand closed on 5 March 2024 - twice - is empty."),
    ("en", "DAMASCUS, Jan 26 - Troops left."),
    ("en", "x" * 500 + "\nJanuary 26, 2026\n"),
    ("de", "Das Tor fiel am 29. Juni 2021 - endlich."),
    ("ru", "Базу закрыли 26 января 2026 года — навсегда."),
    ("fr", "La base a été rendue le 5 août 2024 — enfin."),
    ("ar", "انسحب الجنود في 26 كانون الثاني 2026 - وفق مصدر."),
    ("zh", "最后一批车队于2026年1月26日离开。"),
]


@pytest.mark.parametrize(("language", "text", "date"), HEADS)
def test_the_date_in_a_head_is_found(language: str, text: str, date: str) -> None:
    assert find_dateline(text, language=language) == date


def test_every_language_has_a_head() -> None:
    assert {language for language, _, _ in HEADS} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "text"), NO_HEADS)
def test_a_date_in_a_sentence_is_not_the_date_of_the_report(language: str, text: str) -> None:
    assert find_dateline(text, language=language) is None


# --- calendars -------------------------------------------------------------------------------------------------------

# Official Iranian calendars (Calendar Center, University of Tehran) and published Hebrew ones.
NEW_YEARS = {
    1395: "2016-03-20",
    1396: "2017-03-21",
    1399: "2020-03-20",
    1400: "2021-03-21",
    1403: "2024-03-20",
    1404: "2025-03-21",
    1408: "2029-03-20",
    1409: "2030-03-21",
}
ROSH_HASHANA = {5760: "1999-09-11", 5780: "2019-09-30", 5784: "2023-09-16", 5785: "2024-10-03", 5786: "2025-09-23"}


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_nowruz_is_when_the_calendar_says(year: int, day: str) -> None:
    assert year_of("persian", year)[0].isoformat() == day


@pytest.mark.parametrize(("year", "day"), ROSH_HASHANA.items())
def test_rosh_hashana_is_when_the_calendar_says(year: int, day: str) -> None:
    assert year_of("hebrew", year)[0].isoformat() == day


@pytest.mark.parametrize(("calendar", "years"), [("persian", range(1211, 1633)), ("hebrew", range(5600, 5999))])
def test_one_year_follows_the_other(calendar: str, years: range) -> None:
    for before, after in pairwise(years):
        assert (year_of(calendar, after)[0] - year_of(calendar, before)[1]).days == 1


def test_a_month_outside_the_known_years_is_refused() -> None:
    with pytest.raises(ValueError, match="1000"):
        month_of("persian", 1000, 1)
    with pytest.raises(ValueError, match="5785 has no month 6"):
        month_of("hebrew", 5785, 6)


# --- whatever is read ------------------------------------------------------------------------------------------------

WORDS = sorted({word for texts in (*SENTENCES.values(),) for text in texts for word in text.split()})
PIECES = st.sampled_from(WORDS) | st.text(max_size=6) | st.integers(0, 3000).map(str)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)
DAYS = st.none() | st.sampled_from(
    ["2026-01-30", "2024-02-29", "2026-01", "2026", "0001-01-01", "9999-12-31", "2025/2026", "201X"]
)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(LANGUAGES), published=DAYS)
def test_each_expression_is_a_passage_of_the_text_with_a_date(text: str, language: str, published: str | None) -> None:
    found = find_dates(text, language=language, published=published)
    for when in found:
        assert 0 <= when.start < when.end <= len(text)
        assert parse_date(when.date).earliest <= parse_date(when.date).latest
        assert when.kind in {"on", "since", "until", "past_span"}
    assert all(before.end <= after.start for before, after in pairwise(found))
    dateline = find_dateline(text, language=language)
    assert dateline is None or parse_date(dateline)


HOSTILE = {
    "letters": "a" * 100_000,
    "digits": "1" * 100_000,
    "brackets": "(" * 100_000,
    "years": "2019-" * 20_000,
    "parts": "the beginning of " * 6_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hundred_kilobytes_take_seconds_at_most(language: str, text: str) -> None:
    # Two to three seconds at worst where this was written; what grows with the square would take hours.
    begun = time.process_time()
    find_dates(text, language=language, published=PUBLISHED)
    find_dateline(text, language=language)
    assert time.process_time() - begun < 30

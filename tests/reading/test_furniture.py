"""Each kind of page furniture, and a near miss of it that has to stay."""

from __future__ import annotations

import pytest

from vanellus.reading.draft import heading, item, paragraph
from vanellus.reading.furniture import is_furniture, parted

FURNITURE = """\
. . . . .
* * *
___
—
Share
Share this:  Tweet  Email  Print
Facebook Twitter WhatsApp
Follow us on Twitter
Exit mobile version
Exit full screen
Skip to content
Back to top
Menu
Previous article: Rain in Lomé
Page 3 of 8
Loading...
Please enable JavaScript to comment
1 - 2 - 3 - 4 - 5 - 6 - 7 - 8
1 | 2 | 3 | Next
About us | Contact | Privacy policy
Home | News | Sport | Opinion
Advertisement
ADVERTISEMENT - SCROLL TO CONTINUE
Sponsored content
Story continues below
[ad_1]
We use cookies to keep this site free.
This website uses cookies to improve your visit.
Accept all cookies
Cookie policy
Subscribe
Sign up now
Subscribe to our newsletter
Get the Desk in your inbox every Friday.
Your email address will not be published.
Download our free app
Also read: Power grid restored in Lagos after nine hours
Read more: Rain in Lomé
READ ALSO: Rain in Lomé
Read more
Continue reading
Related: Rain in Lomé
See also
Click here to subscribe
© 2020 Kano Observer. All rights reserved.
Copyright 2021 The Ledger
All rights reserved
The post Rain in Lomé appeared first on Ledger
This article was originally published on Ledger.
Photo: A. Touré / Agency
[Photo: the bridge at Kati]
Image credit: Ledger
(Photo by A. Touré)
FILE PHOTO: Soldiers stand at the bridge of Kati.
Photo by Awa Touré
AFP/Awa Touré
Reporting by Awa Touré in Gao; Editing by John Smith
Source: Sahel Wire
Tags: Mali, ECOWAS, Talks
0 Comments
Leave a comment
Log in to comment
5 min read
#Mali #ECOWAS #Talks
Stay tuned for more updates!
Reading time: 4 min
Last updated: 3 April 2025, 21:10 GMT
Updated on April 3, 2025 at 9.15 p.m.
""".splitlines()

NEAR_MISSES = """\
No.
7 - 2
They share a border.
Share prices in Lagos fell on Monday.
Print media in Mali obeyed.
Facebook was cut off in Mali.
Follow us, the general told them
Exit from ECOWAS
The exit mobile phone firms fear
Menu prices doubled in Niamey.
Previous articles of the charter
Page 3 of the accord names Kidal
3 - 1 - 2 was how they marched
2019 - 2020 - 2021
4 - 5 - 6
3 - 1
Home Affairs Minister Sana
Contact was lost with the plane.
About us they know nothing, he said.
Advertisement firms left Bamako.
The ads by Wagner recruit young men
The army accepted cookies from villagers.
We use drones, the colonel said.
Subscribers of the power company protested.
Sign up for the army, the junta told youths.
Register for the vote, the commission said.
Join us at the barricades, the rebels said.
Your email was read by the secret service, he was told.
Read slowly, the judge told him.
Read: the charter obliges all three to send troops.
More: that is what he wants.
See the annex for the list
Related parties met in Algiers.
Copyright law was changed by parliament.
Copyright bill splits the press
The post of envoy was filled by the bloc.
This article 5 guarantee was published in 2013 by NATO?
Photographs of the dead were shown on television.
Photos by Reuters show bodies in a trench.
Video by the army shows the strike
Image problems plague the junta.
Credit of 40 million dollars was granted.
AFP reported twelve dead.
(He died later.)
Reporting by journalists was banned in the north.
Sources in Gao: the army left at night.
Tags were sewn on the uniforms: red, blue.
No comments were made by the army.
Comments by Lavrov on the talks
A 5 minute speech
Stay tuned to the radio, the junta told people; more was to come.
#1 on the list is Goita
Updated plans for the base
Last published on Monday, the list names ten men.
Published in 2020, the report names him.
""".splitlines()


@pytest.mark.parametrize("text", FURNITURE)
def test_furniture_is_told(text):
    assert is_furniture(text)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_stays(text):
    assert not is_furniture(text)


REPORT = [
    paragraph("Soldiers closed the bridge at Kati on Monday, the mayor said."),
    paragraph("Nobody was hurt, but lorries wait on both banks of the river."),
]

BIOGRAPHIES = [
    "A science journalist who makes hard things easy.",
    "Our author is passionate about making the planet understandable.",
    "An award-winning reporter with over ten years of experience in West Africa.",
    "Awa Touré is a freelance journalist based in Dakar.",
    "Awa Touré covers security for the Dakar Ledger.",
    "A seasoned writer and podcaster, passionate about geopolitics.",
]
NO_BIOGRAPHIES = [
    "A journalist who covers the army was arrested in Bamako.",
    "A reporter covering the protests vanished on Friday.",
    "Olivier Dubois is a French journalist who was held by JNIM for two years.",
    "The editor, based in Bamako, fled to Dakar.",
    "Our author of the treaty has had enough.",
    "Mali covers the cost for the Alliance of Sahel States, he said.",
]


@pytest.mark.parametrize("text", BIOGRAPHIES)
def test_the_introduction_of_the_author_at_the_foot_goes(text):
    assert parted([*REPORT, paragraph(text)])[1] == [paragraph(text)]


@pytest.mark.parametrize("text", NO_BIOGRAPHIES)
def test_news_of_a_journalist_stays(text):
    assert parted([*REPORT, paragraph(text)])[1] == []


def test_a_sentence_about_an_author_in_the_midst_of_a_report_stays():
    middle = paragraph("A writer who loves the desert.")
    long = paragraph("The road to Gao is long. " * 20)
    assert parted([*REPORT, middle, long, long])[1] == []


def test_a_list_of_links_goes_with_its_head_and_the_report_goes_on_after_it():
    links = [heading("More from Africa"), item("Rain in Lomé"), item("Onions flood the market")]
    assert parted([*REPORT, *links, *REPORT]) == ([*REPORT, *REPORT], links)


def test_a_heading_of_such_words_over_a_paragraph_stays():
    pieces = [heading("More from the barracks"), *REPORT]
    assert parted(pieces)[0] == pieces


def test_links_do_not_swallow_the_next_heading():
    links = [heading("Related stories"), paragraph("Rain in Lomé")]
    on = [heading("The Road Ahead"), *REPORT]
    assert parted([*REPORT, *links, *on]) == ([*REPORT, *on], links)


def test_what_stands_about_the_author_at_the_end_goes():
    end = [heading("About the author"), paragraph("Awa Touré lived in Gao. She likes tea.")]
    assert parted([*REPORT, *end]) == (REPORT, end)


def test_a_heading_about_the_author_of_something_else_stays():
    pieces = [*REPORT, heading("The author"), *REPORT, *REPORT]
    assert parted(pieces)[0] == pieces


def test_a_link_at_the_end_of_a_paragraph_goes_and_the_paragraph_stays():
    told, link = "The bridge is closed.", "Read more: Rain in Lomé"
    assert parted([paragraph(f"{told} {link}")]) == ([paragraph(told)], [paragraph(link)])
    whole = paragraph("He had one piece of advice. Read more: it helps.")
    assert parted([whole]) == ([whole], [])


def test_a_long_block_is_never_furniture():
    assert not is_furniture("© " + "The text of the treaty. " * 30)

"""The table of the population: line by line, as a table, taken out again."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.models import PopulationShare
from projects.panels.forms import _key
from tests.cast import AT
from tests.projects.panels.pool import make_draft, make_pool

WRITING = ("panel_edit", "panel_check", "panel_suggest", "panel_publish", "panel_stop", "panel_replace")
READING = ("panel_detail", "panel_record", "panel_pdf", "panel_quotas_csv", "panel_people_csv")


def at(panel, name="panel_detail"):
    return reverse(name, args=[panel.municipality.slug, panel.public_id])


def filled(panel, *quotas, seats=3, pool="covering"):
    data = {"seats": seats, "pool": pool}
    for one in quotas:
        key = _key(one.category, one.value)
        data |= {f"least-{key}": one.minimum, f"most-{key}": one.maximum}
    return data


def test_the_population_is_written_line_by_line_and_suggests(client_of, alice, municipality):
    panel = make_draft(make_pool(municipality), alice)
    client = client_of(alice)
    nothing = client.post(at(panel, "panel_suggest"), follow=True).content.decode()
    assert "Vi vet ikke noe om befolkningen ennå" in nothing

    for name, people in (("Sentrum", 5000), ("Nordbyen", 2500)):
        client.post(reverse("population_add", args=[municipality.slug]), {"area": name, "people": people})
    both = client.post(
        reverse("population_add", args=[municipality.slug]), {"area": "A", "age": "30", "people": 3}
    )
    client.post(at(panel, "panel_suggest"))

    assert both.status_code == 422
    assert PopulationShare.objects.count() == 2
    found = {row.value: (row.minimum, row.maximum) for row in panel.quotas.order_by("pk")}
    assert found == {"Sentrum": (2, 2), "Nordbyen": (1, 1)}


def test_a_table_replaces_the_population_and_a_bad_line_is_named(client_of, alice, municipality):
    client = client_of(alice)
    PopulationShare.objects.create(
        municipality=municipality, category="area", value="Gammelt", people=1, at=AT
    )
    address = reverse("population_upload", args=[municipality.slug])

    def upload(text):
        return client.post(address, {"file": SimpleUploadedFile("tall.csv", text.encode())})

    bad = upload("kategori;verdi;antall\nområde;Sentrum;5 000\nområde;Nordbyen;mange\n")
    assert bad.status_code == 422
    assert "Linje 3 kan ikke leses" in bad.content.decode()
    assert PopulationShare.objects.get().value == "Gammelt"

    good = upload("kategori;verdi;antall\nområde;Sentrum;5 000\nalder;67–79;800\nalder;70;10\n")
    assert good.status_code == 303
    rows = PopulationShare.objects.order_by("category", "value").values_list("category", "value", "people")
    assert list(rows) == [("age", "67", 810), ("area", "Sentrum", 5000)]
    page = client.get(reverse("population_list", args=[municipality.slug])).content.decode()
    assert "67 til 79 år" in page


def test_a_line_of_the_population_is_taken_out(client_of, alice, municipality, other_municipality):
    fields = {"category": "area", "value": "Sentrum", "people": 1, "at": AT}
    own = PopulationShare.objects.create(municipality=municipality, **fields)
    foreign = PopulationShare.objects.create(municipality=other_municipality, **fields)
    client = client_of(alice)

    codes = [
        client.post(reverse("population_remove", args=[municipality.slug, row.public_id])).status_code
        for row in (own, foreign)
    ]

    assert codes == [303, 404]
    assert PopulationShare.objects.get() == foreign

import pytest
from tests.cases.factories import *
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.django_db
def test_q():
    north=door(); anna=signed_in(adviser("Anna Berg", region_of(north)))
    r,*_=[asked() for _ in range(3)]
    for a in ("/arbete/fragor/", f"/arbete/fragor/{r.case}/"):
        with CaptureQueriesContext(connection) as c: anna.get(a)
        print(a,len(c)); 
        for q in c: print('  ',q['sql'][:150].replace('\n',' '), '...', q['sql'][-120:])

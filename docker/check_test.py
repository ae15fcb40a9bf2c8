"""python3 -m unittest discover docker '*_test.py'"""
import pathlib
import tempfile
import unittest
import unittest.mock

import check


class Tests(unittest.TestCase):
    def test_grafanas_variables(self):
        self.assertEqual(check.resolve("rate(x[$__rate_interval])"), "rate(x[40s])")
        self.assertEqual(check.resolve("rate(x[${__rate_interval}])"), "rate(x[40s])")
        self.assertEqual(check.resolve('x{y=~"a$"}'), 'x{y=~"a$"}')
        with self.assertRaises(KeyError):
            check.resolve("x{y='$node'}")

    def test_names_of_metrics(self):
        query = 'histogram_quantile(0.9, sum by (le) (rate(a_seconds_bucket{job_id="b_c"}[40s]))) / on (node_id) group_left () d_total'
        self.assertEqual(check.names(query), {"a_seconds_bucket", "d_total"})

    def test_the_example_has_every_secrets_name_and_no_value(self):
        found = []
        with unittest.mock.patch.object(check, "problems", found):
            check.compose()
        self.assertEqual(found, [])

    def test_a_secret_in_the_example_is_a_problem(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "docker").mkdir()
            (root / "docker-compose.yml").write_text("services: {app: {image: 'a:1', environment: {A: '${KEY:?}', B: '${NO_KEY:?}'}}}")
            (root / "docker/example.env").write_text("# KEY=a\nKEY=change-me\n")
            found = []
            with unittest.mock.patch.multiple(check, ROOT=root, problems=found):
                check.compose()
        self.assertEqual(found, ["docker/example.env lacks ['NO_KEY']",
                                 "docker/example.env has values, which are public, for ['KEY']"])


if __name__ == "__main__":
    unittest.main()

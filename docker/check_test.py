"""python3 -m unittest discover docker '*_test.py'"""
import unittest

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


if __name__ == "__main__":
    unittest.main()

"""python3 -m unittest discover docker '*_test.py'"""
import unittest

import dashboards


class Tests(unittest.TestCase):
    def test_rate_interval_holds_four_scrapes_and_a_step(self):
        self.assertEqual(dashboards.resolve("rate(x[$__rate_interval])", 15, 10), "rate(x[40s])")
        self.assertEqual(dashboards.resolve("rate(x[${__rate_interval}])", 60, 10), "rate(x[70s])")
        self.assertEqual(dashboards.resolve('x{y=~"a$"}'), 'x{y=~"a$"}')
        with self.assertRaises(dashboards.UnknownFeature):
            dashboards.resolve("x{y='$node'}")

    def test_numbers_are_written_as_grafana_does(self):
        for value, unit, decimals, expected in [(0.0123, "s", None, "12.3 ms"), (95, "s", None, "1.58 min"), (270846860, "bytes", None, "258 MiB"),
                                                (0.8123, "percentunit", None, "81.2%"), (12345, "short", None, "12.3 K"), (3, "short", 0, "3"),
                                                (12.3456, "reqps", None, "12.3 req/s"), (10, "short", None, "10")]:
            self.assertEqual(dashboards.label(value, unit, decimals), expected)
        self.assertEqual([dashboards.label(value, "short", None, 0.25) for value in (0, 0.25)], ["0.00", "0.25"])
        self.assertEqual(dashboards.label(0.05, "s", None, 0.05), "50 ms")

    def test_lines_have_round_distances(self):
        self.assertEqual(dashboards.spacing(7, 5, "short"), 2)
        self.assertAlmostEqual(dashboards.spacing(0.013, 5, "s"), 0.005)
        self.assertEqual(dashboards.spacing(270e6, 5, "bytes"), 100 * 1024 ** 2)
        self.assertEqual(dashboards.spacing(1.9e9, 5, "bytes"), 0.5 * 1024 ** 3)
        self.assertEqual(dashboards.spacing(185, 4, "s"), 60)

    def test_thresholds(self):
        field = {"thresholds": {"steps": [{"value": None, "color": "green"}, {"value": 1, "color": "yellow"}, {"value": 3, "color": "red"}]}}
        self.assertEqual([dashboards.threshold(field, value) for value in (0, 1, 2.9, 3)],
                         [dashboards.COLOURS[name] for name in ("green", "yellow", "yellow", "red")])

    def test_gaps_and_stacks(self):
        self.assertEqual([list(run) for run in dashboards.runs([None, 1, 2, None, 3])], [[1, 2], [4]])

        class One:
            def __init__(self, *values):
                self.values = list(values)
        self.assertEqual(dashboards.stack([One(1, None), One(2, 5)]), [([0, 0], [1, None]), ([1, 0], [3, 5])])

    def test_steps_are_grafanas(self):
        self.assertEqual(dashboards.Window(1000, 4600, 10).step, 10)
        self.assertEqual(dashboards.Window(1003, 1003 + 6 * 3600, 10).step, 60)
        self.assertEqual(dashboards.Window(1003, 1063, 10).times, [1000, 1010, 1020, 1030, 1040, 1050, 1060])


if __name__ == "__main__":
    unittest.main()

package io.mtdnn.plan.resolution;

import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.task.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FieldOrderTests {

	private final FieldOrder order = new FieldOrder();

	@Test
	void faultsHaveTheOrderOfTheirFields() {
		assertThat(
				sorted("nothing", "seed", "tasks[10].dataset", "tasks[9].weight", "tasks[9].dataset", "tasks", "name"))
			.containsExactly("name", "tasks", "tasks[9].dataset", "tasks[9].weight", "tasks[10].dataset", "seed",
					"nothing");
	}

	@Test
	void unknownFieldsKeepTheirOrder() {
		assertThat(sorted("limits.train.b", "limits.train.a", "zzz", "aaa")).containsExactly("limits.train.b",
				"limits.train.a", "zzz", "aaa");
	}

	/** A sort of many faults throws an exception if they are compared otherwise. */
	@Test
	void theOrderIsConsistent() {
		List<Fault> faults = Stream
			.of("zzz.b", "yyy", "zzz.a", "zzz", "limits.train.b.2", "limits.train.a", "limits.train.b.1",
					"limits.train.b", "tasks[0]", "tasks[0].zzz.1", "tasks[0].yyy", "tasks[0].zzz.0", "seed", "name")
			.map(FieldOrderTests::fault)
			.toList();
		for (Fault a : faults) {
			for (Fault b : faults) {
				int ab = Integer.signum(this.order.compare(a, b));
				assertThat(Integer.signum(this.order.compare(b, a))).isEqualTo(-ab);
				for (Fault c : faults) {
					if (ab == 0) {
						assertThat(Integer.signum(this.order.compare(b, c))).as("%s, %s and %s", a, b, c)
							.isEqualTo(Integer.signum(this.order.compare(a, c)));
					}
				}
			}
		}
	}

	private List<String> sorted(String... fields) {
		return Stream.of(fields).map(FieldOrderTests::fault).sorted(this.order).map(Fault::field).toList();
	}

	private static Fault fault(String field) {
		return new Fault(field, "is wrong");
	}

}

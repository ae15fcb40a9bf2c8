package io.mtdnn.web;

import java.util.List;
import java.util.Map;

import io.mtdnn.task.Fault;
import io.mtdnn.web.JsonBinding.Bound;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBindingTests {

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	@Test
	void invalidPartsAreReportedAndTheRestIsBound() {
		Bound<Order> bound = bind(
				"""
						{"nmae": "x", "name": "lamp", "size": "large", "places": [{"row": 1}, {"row": "two"}, 3, {"rwo": 4, "row": 4}],
						 "counts": {"a": 1, "b": "many"}}""");
		assertThat(bound.faults()).extracting(Fault::field)
			.containsExactlyInAnyOrder("nmae", "size", "places[1].row", "places[2]", "places[3].rwo", "counts.b");
		assertThat(bound.value().name()).isEqualTo("lamp");
		assertThat(bound.value().places()).containsExactly(new Place(1), new Place(null), null, new Place(4));
		assertThat(bound.value().counts()).isEqualTo(Map.of("a", 1));
	}

	@Test
	void aDocumentOfAnotherShapeHasNoValue() {
		Bound<Order> bound = bind("[1, 2]");
		assertThat(bound.value()).isNull();
		assertThat(bound.faults()).hasSize(1);
	}

	@Test
	void atMostAHundredFaultsAreReported() {
		assertThat(bind("{\"places\": [" + "7, ".repeat(10_000) + "7]}").faults()).hasSize(100);
	}

	@Test
	void faultsCausedByRemovedPartsAreOmitted() {
		Bound<Order> bound = bind("{\"places\": [{\"row\": \"two\"}, 3], \"size\": 1}");
		assertThat(bound.with(List.of(new Fault("places[0].row", "is needed"), new Fault("places[1].row", "is needed"),
				new Fault("places", "sum to 0"), new Fault("size", "is too small"), new Fault("place", "is unknown"))))
			.extracting(Fault::field)
			.containsExactly("places[0].row", "places[1]", "size", "place");
	}

	private Bound<Order> bind(String json) {
		return JsonBinding.bind(this.mapper.reader(), this.mapper.constructType(Order.class),
				this.mapper.readTree(json), (ex) -> new Fault(UnreadableBody.path(ex), ex.getOriginalMessage()));
	}

	record Order(String name, Integer size, List<Place> places, Map<String, Integer> counts) {

	}

	record Place(Integer row) {

	}

}

package io.mtdnn.api;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.mtdnn.web.ProblemType;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks that a problem document uses the words of {@link ProblemType}. */
final class ProblemVocabulary {

	private static final Map<String, ProblemType> TYPES = Arrays.stream(ProblemType.values())
		.collect(Collectors.toMap((type) -> type.uri().toString(), Function.identity()));

	private ProblemVocabulary() {
	}

	/** The fault of a problem document, or null. */
	static String fault(int status, String body) {
		JsonNode problem = JsonMapper.shared().readTree(body);
		String title = problem.path("title").asString("");
		if (!problem.has("type")) {
			HttpStatus known = HttpStatus.resolve(status);
			boolean plain = known != null && title.equals(known.getReasonPhrase()) && status != 400 && status != 422;
			return plain ? null : "A problem without a type: " + title;
		}
		ProblemType type = TYPES.get(problem.path("type").asString());
		boolean known = type != null && type.title().equals(title) && type.status().value() == status
				&& problem.path("status").asInt() == status;
		return known ? null : "Not of the vocabulary of problems";
	}

}

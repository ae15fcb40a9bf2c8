package io.mtdnn.web.json;

import java.util.List;

import io.mtdnn.web.JsonBinding;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import io.mtdnn.web.UnreadableBody;
import io.mtdnn.task.Fault;
import io.mtdnn.web.JsonBinding.Bound;
import jakarta.validation.Validator;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds all faults of a JSON body, whereas Jackson stops at the first, before validation.
 */
@Component
public class BodyFaults {

	private final JsonMapper mapper;

	private final Validator validator;

	BodyFaults(JsonMapper mapper, Validator validator) {
		this.mapper = mapper;
		this.validator = validator;
	}

	/** A problem document that lists every fault of the body. */
	public ProblemDetail describe(HttpMessageNotReadableException ex) {
		if (ex.getHttpInputMessage() instanceof KeptBody body && ex.getCause() instanceof DatabindException) {
			try {
				List<Fault> faults = faults(body);
				if (faults.size() > 1) {
					return Problems.ofAll(ProblemType.INVALID_REQUEST, faults);
				}
			}
			catch (JacksonException unreadable) {
				// The rest of the body is not valid JSON or is nested too deeply, so only
				// the first fault can be reported.
			}
		}
		return UnreadableBody.describe(ex);
	}

	private List<Fault> faults(KeptBody body) {
		JsonNode document;
		try {
			document = this.mapper.readTree(body.bytes());
		}
		catch (JacksonException ex) {
			// The rest of the body is not valid JSON or is nested too deeply.
			return List.of(fault(ex));
		}
		Bound<Object> bound = JsonBinding.bind(this.mapper.reader(), this.mapper.constructType(body.type()), document,
				BodyFaults::fault);
		return (bound.value() != null) ? bound.with(violations(bound.value())) : bound.faults();
	}

	private List<Fault> violations(Object value) {
		return this.validator.validate(value)
			.stream()
			.map((violation) -> new Fault(violation.getPropertyPath().toString(), violation.getMessage()))
			.toList();
	}

	private static Fault fault(JacksonException ex) {
		return new Fault(UnreadableBody.path(ex), UnreadableBody.message(ex));
	}

}

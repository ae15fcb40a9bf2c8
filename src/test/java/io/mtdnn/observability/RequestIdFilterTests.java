package io.mtdnn.observability;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdFilterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private String logged;

	@Test
	void theCallersIdIsReturnedAndLogged() throws Exception {
		this.request.addHeader("X-Request-Id", "order-17.a_B");
		filter();
		assertThat(this.response.getHeader("X-Request-Id")).isEqualTo("order-17.a_B").isEqualTo(this.logged);
		assertThat(MDC.get("requestId")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\nforged log line", "<script>" })
	void aHarmfulIdIsReplaced(String id) throws Exception {
		this.request.addHeader("X-Request-Id", id);
		filter();
		assertThat(this.response.getHeader("X-Request-Id")).hasSize(36).isEqualTo(this.logged);
	}

	@Test
	void aLongIdIsReplaced() throws Exception {
		this.request.addHeader("X-Request-Id", "a".repeat(65));
		filter();
		assertThat(this.response.getHeader("X-Request-Id")).hasSize(36);
	}

	private void filter() throws Exception {
		new RequestIdFilter().doFilter(this.request, this.response,
				(request, response) -> this.logged = MDC.get("requestId"));
	}

}

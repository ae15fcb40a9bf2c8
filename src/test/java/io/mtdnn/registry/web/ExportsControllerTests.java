package io.mtdnn.registry.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExportsControllerTests {

	@Test
	void plainNamesAreUsedAsFileNames() {
		assertThat(ExportsController.disposition("qa-0.8-swag-squad-v2.onnx"))
			.hasToString("attachment; filename=\"qa-0.8-swag-squad-v2.onnx\"");
	}

	@Test
	void otherNamesAreEncodedInTheHeader() {
		assertThat(ExportsController.disposition("qa-\u00e9.zip").toString())
			.endsWith("; filename*=UTF-8''qa-%C3%A9.zip");
	}

}

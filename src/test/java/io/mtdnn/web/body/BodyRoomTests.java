package io.mtdnn.web.body;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyRoomTests {

	private final BodyRoom room = new BodyRoom(DataSize.ofBytes(100), 2, 1);

	@Test
	void theTotalSizeOfBodiesIsLimited() throws Exception {
		this.room.take(0, 60);
		this.room.take(0, 40);
		assertThatExceptionOfType(NoRoomForBodyException.class).isThrownBy(() -> this.room.take(40, 1))
			.satisfies((ex) -> assertThat(ex.problem().getStatus()).isEqualTo(503))
			.satisfies((ex) -> assertThat(ex.problem().getDetail())
				.contains("100 bytes in total (mtdnn.web.body-memory)"));
		this.room.give(60);
		this.room.take(40, 60);
	}

	@Test
	void aSingleBodyOfAnySizeGetsMemory() throws Exception {
		this.room.take(0, 90);
		assertThatCode(() -> this.room.take(90, 1000)).doesNotThrowAnyException();
		assertThatExceptionOfType(NoRoomForBodyException.class).isThrownBy(() -> this.room.take(0, 1));
	}

	@Test
	void streamsDoNotUseTheTurnsOfBodies() {
		assertThat(this.room.enter(true)).isTrue();
		assertThat(this.room.enter(true)).isFalse();
		assertThat(this.room.enter(false)).isTrue();
		assertThat(this.room.enter(false)).isTrue();
		assertThat(this.room.enter(false)).isFalse();
		this.room.leave(false);
		assertThat(this.room.enter(false)).isTrue();
	}

}

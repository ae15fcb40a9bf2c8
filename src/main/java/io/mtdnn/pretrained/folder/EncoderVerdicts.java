package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.tokenization.RowTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Caches the results of checks of the encoders' directories; a check is repeated only if
 * a file has changed.
 */
final class EncoderVerdicts {

	private static final int MOST = 1000;

	private final EncoderFolder folder;

	private final Clock clock;

	private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

	EncoderVerdicts(EncoderFolder folder, Clock clock) {
		this.folder = folder;
		this.clock = clock;
	}

	/** Why an encoder cannot be used; null if it can. */
	@Nullable String fault(String name) {
		return verdict(name).fault();
	}

	/**
	 * An encoder's rows.
	 * @throws EncoderException when it cannot be used
	 */
	RowTemplate rows(String name) {
		Verdict verdict = verdict(name);
		if (verdict.rows() == null) {
			throw new EncoderException(String.valueOf(verdict.fault()));
		}
		return verdict.rows();
	}

	private Verdict verdict(String name) {
		Map<String, @Nullable FileStamp> stamps = stamps(name);
		Verdict known = this.verdicts.get(name);
		if (stamps != null && known != null && known.stamps().equals(stamps)) {
			return known;
		}
		Verdict verdict = check(name, (stamps != null) ? stamps : Map.of());
		if (stamps != null && stamps.equals(stamps(name)) && settled(stamps)) {
			remember(name, verdict);
		}
		return verdict;
	}

	private Verdict check(String name, Map<String, @Nullable FileStamp> stamps) {
		try {
			return new Verdict(stamps, this.folder.checked(name), null);
		}
		catch (EncoderException ex) {
			return new Verdict(stamps, null, ex.getMessage());
		}
	}

	private @Nullable Map<String, @Nullable FileStamp> stamps(String name) {
		Path directory = this.folder.path(name);
		Map<String, @Nullable FileStamp> stamps = new HashMap<>();
		try {
			stamps.put("", FileStamp.of(directory));
			for (String file : this.folder.files(name)) {
				stamps.put(file, FileStamp.of(directory.resolve(file)));
			}
			return stamps;
		}
		catch (IOException | EncoderException ex) {
			return null;
		}
	}

	private boolean settled(Map<String, @Nullable FileStamp> stamps) {
		return stamps.values()
			.stream()
			.filter(Objects::nonNull)
			.allMatch((stamp) -> stamp.settled(this.clock.instant()));
	}

	private void remember(String name, Verdict verdict) {
		if (this.verdicts.size() >= MOST) {
			this.verdicts.clear();
		}
		this.verdicts.put(name, verdict);
	}

	private record Verdict(Map<String, @Nullable FileStamp> stamps, @Nullable RowTemplate rows,
			@Nullable String fault) {

	}

}

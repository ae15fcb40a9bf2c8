package io.mtdnn.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/**
 * A picture with a palette of its 256 most frequent colours, which takes a third of the space. Other colours, of the edges of letters, become the nearest of these.
 */
final class SmallPng {

	private static final int COLOURS = 256;

	private final BufferedImage picture;

	private final int[] palette;

	private final Map<Integer, Integer> nearest = new HashMap<>();

	private SmallPng(BufferedImage picture) {
		this.picture = picture;
		Map<Integer, Integer> counts = new HashMap<>();
		for (int colour : pixels()) {
			counts.merge(colour, 1, Integer::sum);
		}
		this.palette = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
			.limit(COLOURS)
			.mapToInt(Map.Entry::getKey)
			.toArray();
	}

	static void write(byte[] png, Path file) {
		try {
			SmallPng small = new SmallPng(ImageIO.read(new ByteArrayInputStream(png)));
			ImageIO.write(small.indexed(), "png", file.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int[] pixels() {
		return this.picture.getRGB(0, 0, this.picture.getWidth(), this.picture.getHeight(), null, 0, this.picture.getWidth());
	}

	private BufferedImage indexed() {
		IndexColorModel colours = new IndexColorModel(8, this.palette.length, this.palette, 0, false, -1, 0);
		BufferedImage indexed = new BufferedImage(this.picture.getWidth(), this.picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
		int[] pixels = pixels();
		byte[] places = new byte[pixels.length];
		for (int i = 0; i < pixels.length; i++) {
			places[i] = (byte) (int) this.nearest.computeIfAbsent(pixels[i], this::place);
		}
		indexed.getRaster().setDataElements(0, 0, indexed.getWidth(), indexed.getHeight(), places);
		return indexed;
	}

	private int place(int colour) {
		int best = 0;
		for (int i = 1; i < this.palette.length; i++) {
			if (distance(colour, this.palette[i]) < distance(colour, this.palette[best])) {
				best = i;
			}
		}
		return best;
	}

	private static int distance(int a, int b) {
		int red = (a >> 16 & 255) - (b >> 16 & 255);
		int green = (a >> 8 & 255) - (b >> 8 & 255);
		int blue = (a & 255) - (b & 255);
		return red * red + green * green + blue * blue;
	}

}

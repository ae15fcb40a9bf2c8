package io.mtdnn.serving.web;

import java.util.Iterator;

import io.mtdnn.serving.QuestionPipeline.Item;
import io.mtdnn.serving.QuestionPipeline.Source;

/** Questions that are all there. */
final class ListSource implements Source<QuestionReader.Tag> {

	private final Iterator<Item<QuestionReader.Tag>> items;

	ListSource(Iterator<Item<QuestionReader.Tag>> items) {
		this.items = items;
	}

	@Override
	public boolean ready() {
		return true;
	}

	@Override
	public Item<QuestionReader.Tag> next() {
		return this.items.hasNext() ? this.items.next() : null;
	}

}

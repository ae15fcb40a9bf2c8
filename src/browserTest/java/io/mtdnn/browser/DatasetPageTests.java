package io.mtdnn.browser;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** Datasets are declared, uploaded and viewed. */
@PagesSettings
class DatasetPageTests extends BrowserTestBase {

	@Test
	void aDatasetIsDeclaredUploadedAndDeleted() {
		open("#/datasets");
		assertThat(this.page.locator("tbody")).containsText("sample-squad");
		this.page.getByText("Declare your own dataset").click();
		this.page.getByLabel("Name").fill("tickets");
		this.page.getByText("Declare", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).click();
		assertThat(this.page.locator("h1")).hasText("tickets");
		this.page.locator("#file-train").setInputFiles(new FilePayload("broken.csv", "text/csv", "text\nno label".getBytes()));
		assertThat(this.page.locator(".problem")).isVisible();
		StringBuilder rows = new StringBuilder("text,intent\n");
		for (int i = 0; i < 40; i++) {
			rows.append("row ").append(i).append(i % 2 == 0 ? ",open\n" : ",close\n");
		}
		this.page.locator("#file-train").setInputFiles(new FilePayload("tickets.csv", "text/csv", rows.toString().getBytes()));
		assertThat(this.page.locator(".note").first()).containsText("examples are stored");
		assertThat(this.page.locator(".sample").first()).containsText("row");
		this.page.getByText("Delete", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true)).click();
		this.page.getByText("Delete the dataset").click();
		assertThat(this.page.locator("h1")).hasText("Datasets");
	}

	@Test
	void aFileThatAProxyRejectsCanBeSentAgain() {
		answerWith("**/datasets/large", "{\"dataset\": {\"name\": \"large\", \"origin\": \"UPLOAD\", \"usable\": false}, \"samples\": []}");
		this.page.route("**/datasets/large/train", (route) -> route.fulfill(new Route.FulfillOptions().setStatus(413).setContentType("text/html")
			.setBody("<html><body><h1>413 Request Entity Too Large</h1></body></html>")));
		open("#/datasets/large");
		this.page.locator("#file-train").setInputFiles(new FilePayload("large.csv", "text/csv", "text,intent\n".getBytes()));
		assertThat(this.page.locator(".problem")).hasText("The service responded with status 413.");
		assertThat(this.page.locator("#file-train")).isEnabled();
		assertThat(this.page.locator("#file-train")).hasValue("");
	}

}

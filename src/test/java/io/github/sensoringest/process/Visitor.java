package io.github.sensoringest.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Somebody who looks at the page of a gateway, and notes what must not happen. */
final class Visitor implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;
  private final List<String> wrong = new ArrayList<>();

  Visitor(BrowserContext context, String address) {
    this.context = context;
    this.page = context.newPage();
    context.setDefaultTimeout(60_000);
    String host = URI.create(address).getAuthority();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            wrong.add("console: " + message.text() + " at " + message.location());
          }
        });
    page.onPageError(error -> wrong.add("error: " + error));
    page.onDialog(
        dialog -> {
          wrong.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(
        request -> {
          URI uri = URI.create(request.url().replaceFirst("#.*", ""));
          if (!host.equals(uri.getAuthority())) {
            wrong.add("request to elsewhere: " + request.url());
          }
        });
    page.navigate(address);
  }

  Page page() {
    return page;
  }

  /** Returns what has the role and the accessible name. */
  Locator the(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Returns the part of the page with the title. */
  Locator part(String title) {
    return the(AriaRole.REGION, title);
  }

  /** Returns the rows of the table of sensors. */
  Locator sensors() {
    return part("Sensors").locator("tbody").getByRole(AriaRole.ROW);
  }

  /** Returns the row of the table of sensors for the sensor. */
  Locator sensor(String sensorId) {
    return sensors()
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(sensorId).setExact(true))));
  }

  /** Returns the errors, the dialogs, and the requests to another address, in words. */
  List<String> wrong() {
    return wrong;
  }

  /** Checks that there was no error, no dialog, and no request to another address. */
  void assertNothingWrong() {
    assertThat(wrong).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}

package io.github.sensoringest.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Answers the one query that clients of InfluxDB 1 begin with: {@code CREATE DATABASE}. There are
 * no databases here, so any is there already. Every other query is refused. Thread-safe.
 */
final class InfluxQueries implements Handler<RoutingContext> {
  private static final String CREATED = "{\"results\":[{\"statement_id\":0}]}";

  private final BooleanSupplier takesWrites;

  InfluxQueries(BooleanSupplier takesWrites) {
    this.takesWrites = takesWrites;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (!takesWrites.getAsBoolean()) {
      ctx.fail(404);
      return;
    }
    boolean creates = query(ctx).strip().toUpperCase(Locale.ROOT).startsWith("CREATE DATABASE ");
    HttpAnswer answer =
        creates
            ? new HttpAnswer(200, CREATED)
            : HttpAnswer.error(
                400, "a gateway answers no queries, but for CREATE DATABASE, which does nothing");
    ctx.response()
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(answer.body());
  }

  /** Returns the query, which is in the URL or in a form. */
  private static String query(RoutingContext ctx) {
    String inUrl = ctx.request().getParam("q");
    if (inUrl != null) {
      return inUrl;
    }
    String form = ctx.body().asString();
    List<String> values =
        form == null ? null : new QueryStringDecoder(form, false).parameters().get("q");
    return values == null ? "" : values.get(0);
  }
}

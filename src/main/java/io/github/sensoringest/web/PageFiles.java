package io.github.sensoringest.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The files of the page: those that are named here, from the jars, and no others. Read once.
 * Thread-safe.
 */
final class PageFiles {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String[] SCRIPTS = {
    "api.js",
    "charts.js",
    "detail.js",
    "dom.js",
    "files.js",
    "flow.js",
    "glance.js",
    "page.js",
    "rejected.js",
    "sensors.js",
    "tap.js"
  };
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private record PageFile(Buffer content, String type, String tag) {}

  private final Map<String, PageFile> files = new LinkedHashMap<>();

  PageFiles() {
    add("/", "page/index.html", "text/html; charset=utf-8");
    add("/page.css", "page/page.css", STYLE);
    add("/icon.svg", "page/icon.svg", "image/svg+xml");
    Arrays.stream(SCRIPTS).forEach(name -> add("/" + name, "page/" + name, SCRIPT));
    add("/uplot.js", CHARTS + "uPlot.esm.js", SCRIPT);
    add("/uplot.css", CHARTS + "uPlot.min.css", STYLE);
    add("/api/v1/openapi.yaml", "openapi.yaml", "application/yaml; charset=utf-8");
  }

  private void add(String path, String resource, String type) {
    try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      byte[] content = in.readAllBytes();
      CRC32C sum = new CRC32C();
      sum.update(content);
      String tag = '"' + HexFormat.of().toHexDigits(sum.getValue()) + '"';
      files.put(path, new PageFile(Buffer.buffer(content), type, tag));
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the page is missing", e);
    }
  }

  void addTo(Router router) {
    files.forEach((path, file) -> router.get(path).handler(ctx -> send(ctx, file)));
  }

  private static void send(RoutingContext ctx, PageFile file) {
    HttpServerResponse response = ctx.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type);
    response.putHeader(HttpHeaders.ETAG, file.tag);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    if (file.tag.equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else {
      response.end(file.content);
    }
  }
}

package io.github.sensoringest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiDocumentTest {
  @TempDir private Path data;

  @Test
  void describesEachPathThatIsServedAndNoOther() throws Exception {
    try (PageServer server = new PageServer("data.folder=" + data)) {
      assertThat(server.operations(WebApi.PATH))
          .filteredOn(operation -> !operation.endsWith("/openapi.yaml"))
          .containsExactlyInAnyOrderElementsOf(ApiDocument.shipped().operations());
    }
  }

  @Test
  void objectsToWhatIsNotDescribed() throws Exception {
    ApiDocument document = ApiDocument.shipped();
    String history = "GET /api/v1/history";
    String json = "application/json";

    assertThat(document.objections(history, 200, json, "{\"t\":[],\"rate\":[],\"fill\":[]}"))
        .isEmpty();
    assertThat(List.of("{\"t\":[],\"rate\":[]}", "{\"t\":[],\"rate\":[],\"fill\":[],\"more\":1}"))
        .allSatisfy(body -> assertThat(document.objections(history, 200, json, body)).isNotEmpty());
    assertThat(document.objections(history, 200, json, "{\"t\":[],\"rate\":[],\"fill\":[2]}"))
        .isNotEmpty();
    assertThat(document.objections(history, 204, json, "")).isNotEmpty();
    assertThat(document.objections(history, 200, "text/html", "")).isNotEmpty();
  }
}

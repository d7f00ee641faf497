package io.github.sensoringest.http;

import io.github.sensoringest.config.HttpSettings;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;

/** Has {@code platform-http:} endpoints served by the gateway's one HTTP listener. */
public final class HttpBeans implements CamelConfiguration {
  /** The name of the {@link HttpListener} among Camel's beans. */
  static final String LISTENER = "httpListener";

  private final HttpListener listener;

  /**
   * Creates one that listens where the settings say.
   *
   * @param answersWhenStored whether those who send get their answer when their readings are stored
   */
  public HttpBeans(HttpSettings settings, boolean answersWhenStored) {
    listener = new HttpListener(settings, answersWhenStored);
  }

  /** Returns the listener, at which others may add routes of their own. */
  public HttpListener listener() {
    return listener;
  }

  @Override
  public void configure(CamelContext context) throws Exception {
    ListenerEngine engine = new ListenerEngine(listener);
    engine.setCamelContext(context);
    context.getRegistry().bind(LISTENER, listener);
    context
        .getRegistry()
        .bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, PlatformHttpEngine.class, engine);
    context.addService(engine);
  }
}

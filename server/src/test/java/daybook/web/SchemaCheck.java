package daybook.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks a value against a schema of an OpenAPI document, as far as ours use JSON Schema. A keyword
 * that it does not know is an error, so that none goes unchecked.
 */
final class SchemaCheck {
  private static final Set<String> WORDS_ONLY = Set.of("description", "default");

  private final JsonNode document;
  private final List<String> errors = new ArrayList<>();

  private SchemaCheck(JsonNode document) {
    this.document = document;
  }

  /**
   * @param pointer to the schema in the document
   * @return what is wrong and where; empty if nothing is
   */
  static List<String> errors(JsonNode document, String pointer, JsonNode value) {
    SchemaCheck check = new SchemaCheck(document);
    JsonNode schema = document.at(pointer);
    if (schema.isMissingNode()) {
      return List.of("no schema " + pointer);
    }
    check.check(schema, value, "$");
    return check.errors;
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!WORDS_ONLY.contains(keyword.getKey())
          && !holds(keyword.getKey(), keyword.getValue(), schema, value, at)) {
        errors.add(at + ": " + keyword.getKey() + " " + keyword.getValue() + ", not " + value);
      }
    }
  }

  /** Keywords about another type than the value's hold, as JSON Schema has it. */
  private boolean holds(
      String keyword, JsonNode wanted, JsonNode schema, JsonNode value, String at) {
    return switch (keyword) {
      case "$ref" -> {
        JsonNode target = document.at(wanted.stringValue().substring(1));
        check(target, value, at);
        yield !target.isMissingNode();
      }
      case "type" -> isOfType(wanted, value);
      case "const" -> wanted.equals(value);
      case "enum" -> wanted.valueStream().anyMatch(value::equals);
      case "pattern" ->
          !value.isString()
              || Pattern.compile(wanted.stringValue()).matcher(value.stringValue()).find();
      case "minLength" -> !value.isString() || value.stringValue().length() >= wanted.intValue();
      case "minimum" ->
          !value.isNumber() || value.decimalValue().compareTo(wanted.decimalValue()) >= 0;
      case "maximum" ->
          !value.isNumber() || value.decimalValue().compareTo(wanted.decimalValue()) <= 0;
      case "minItems" -> !value.isArray() || value.size() >= wanted.intValue();
      case "items" -> {
        for (int item = 0; value.isArray() && item < value.size(); item++) {
          check(wanted, value.get(item), at + "[" + item + "]");
        }
        yield true;
      }
      case "required" ->
          !value.isObject() || wanted.valueStream().allMatch(key -> value.has(key.stringValue()));
      case "properties" -> {
        for (Map.Entry<String, JsonNode> property : wanted.properties()) {
          if (value.has(property.getKey())) {
            check(property.getValue(), value.get(property.getKey()), at + "." + property.getKey());
          }
        }
        yield true;
      }
      case "additionalProperties" ->
          wanted.asBoolean()
              || !value.isObject()
              || value
                  .propertyStream()
                  .allMatch(property -> schema.get("properties").has(property.getKey()));
      default -> throw new IllegalArgumentException("the check does not know " + keyword);
    };
  }

  private static boolean isOfType(JsonNode wanted, JsonNode value) {
    return wanted.isArray()
        ? wanted.valueStream().anyMatch(one -> isOfType(one, value))
        : switch (wanted.stringValue()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> throw new IllegalArgumentException("the check does not know " + wanted);
        };
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saferscope {

/// Writes markup that is HTML5 and well-formed XML at once. Elements are closed in order by construction, and every
/// text and attribute value passes through escapeHtml(): there is no way to hand a text of the data over as markup.
/// Names of elements and attributes are the program's own literals. A plain value; one thread.
class HtmlWriter {
public:
    using Attributes = std::initializer_list<std::pair<const char*, std::string>>;

    void open(const char* element, Attributes attributes = {});
    void close();  ///< the innermost open element
    /// An element without content: br, meta, input, and shapes of SVG.
    void single(const char* element, Attributes attributes = {});
    void text(std::string_view text);
    void element(const char* element, std::string_view text, Attributes attributes = {});
    /// What another writer has made; all of it closed.
    void append(const HtmlWriter& part);
    /// The program's own style sheet or script: no "<" and no "&" in it, which HTML and XML would read differently.
    void rawElement(const char* element, const char* literal);

    std::size_t size() const { return m_out.size(); }
    const std::string& markup() const { return m_out; }

private:
    void start(const char* element, Attributes attributes);
    std::string m_out;
    std::vector<const char*> m_open;
};

}  // namespace saferscope

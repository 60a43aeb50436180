// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_tree.h"

#include <QXmlStreamReader>

namespace saferscope {
namespace {

constexpr int deepest = 64;  ///< elements inside each other; the report's own go down to about ten

void readChildren(QXmlStreamReader& xml, ReportNode& into, int depth) {
    while (!xml.atEnd()) {
        switch (xml.readNext()) {
            case QXmlStreamReader::StartElement: {
                if (depth == deepest) {
                    xml.raiseError(QStringLiteral("too deep"));
                    return;
                }
                ReportNode node;
                node.name = xml.name().toString();
                for (const QXmlStreamAttribute& attribute : xml.attributes()) {
                    node.attributes.insert(attribute.name().toString(), attribute.value().toString());
                }
                readChildren(xml, node, depth + 1);
                into.children.push_back(std::move(node));
                break;
            }
            case QXmlStreamReader::Characters:
                into.children.push_back({{}, {}, xml.text().toString(), {}});
                break;
            case QXmlStreamReader::EndElement:
                return;
            default:
                break;
        }
    }
}

}  // namespace

bool ReportNode::has(QLatin1String look) const {
    for (const QStringView word : QStringView(attributes.value(QStringLiteral("class"))).split(QLatin1Char(' '))) {
        if (word == look) {
            return true;
        }
    }
    return false;
}

const ReportNode* ReportNode::find(QLatin1String element) const {
    for (const ReportNode& child : children) {
        if (child.is(element)) {
            return &child;
        }
        if (const ReportNode* found = child.find(element)) {
            return found;
        }
    }
    return nullptr;
}

QString ReportNode::wholeText() const {
    QString all = text;
    for (const ReportNode& child : children) {
        all += child.wholeText();
    }
    return all;
}

Result<ReportNode> readReport(const std::string& page) {
    QXmlStreamReader xml(QByteArray::fromRawData(page.data(), static_cast<qsizetype>(page.size())));
    ReportNode root;
    readChildren(xml, root, 0);
    if (xml.hasError() || root.children.empty()) {
        return fail(ErrorCode::Failed, "The report could not be laid out: its page is not well-formed.",
                    "This is a mistake of the program; write the report as HTML, and report it.");
    }
    return root;
}

}  // namespace saferscope

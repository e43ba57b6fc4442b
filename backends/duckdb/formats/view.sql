-- ${title|line}: ${identity|line}
DROP VIEW IF EXISTS "${file}";
CREATE VIEW "${file}" AS
${query};

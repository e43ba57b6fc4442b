-- ${title|line}: ${identity|line}
CREATE OR REPLACE VIEW `${file}` AS
${query};
